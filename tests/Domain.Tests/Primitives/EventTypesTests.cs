namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class EventTypesTests
{
    [Fact]
    public void Names_once_published_stay()
    {
        using var reader = new StreamReader(typeof(EventTypesTests).Assembly.GetManifestResourceStream("EventTypes.txt")!);
        var listed = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        // Events are stored for ever: a line is added with a new event and never changed or removed.
        Assert.Equal(listed, EventTypes.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_name_leads_back_to_its_type()
    {
        var types = typeof(DomainEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(DomainEvent))).ToList();
        Assert.Equal(types.Count, EventTypes.All.Count);
        Assert.All(types, type => Assert.Same(type, EventTypes.Find(EventTypes.NameOf(type))));
    }

    [Fact]
    public void A_name_of_a_newer_version_is_no_event_here() => Assert.Null(EventTypes.Find("passenger-departed"));

    // An event outlives the wish to be forgotten.
    [Fact]
    public void No_event_holds_personal_data()
    {
        string[] personal =
            ["name", "email", "mail", "phone", "mobile", "nik", "nationalid", "mother", "address", "birth", "number", "hash", "stamp",
                "message"];
        foreach (var property in EventTypes.All.Values.SelectMany(type => type.GetProperties()).Where(one => !IsPlaceInLine(one)))
        {
            Assert.False(typeof(ISensitiveValue).IsAssignableFrom(property.PropertyType), $"{property.DeclaringType}.{property.Name}");
            Assert.DoesNotContain(personal, word => property.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
        }
    }

    // The order of asking, which belongs to the vacancy and says nothing of the person.
    private static bool IsPlaceInLine(System.Reflection.PropertyInfo property) =>
        property.Name == nameof(Holding.Number) && property.PropertyType == typeof(long)
        && (typeof(IChangesHoldings).IsAssignableFrom(property.DeclaringType) || property.DeclaringType == typeof(LineJoined));
}
