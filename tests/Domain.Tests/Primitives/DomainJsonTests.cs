using System.Text.Json;

namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class DomainJsonTests
{
    public static TheoryData<Type> Carried => [.. Filled.Records.Where(type => type != typeof(EventEnvelope)), .. Outcomes];

    private static Type[] Outcomes =>
        [typeof(Outcome<Done>), typeof(Outcome<LogInReceipt>), typeof(Outcome<ApplicantProfile>), typeof(Outcome<DocumentView>)];

    [Theory]
    [MemberData(nameof(Carried))]
    public void Carries_every_record_whole(Type type)
    {
        var sent = Filled.Of(type);
        Assert.All(Filled.Places(sent), place => Assert.NotNull(place.Value));

        var json = JsonSerializer.Serialize(sent, type, DomainJson.Options);
        var received = JsonSerializer.Deserialize(json, type, DomainJson.Options);

        Assert.True(Filled.Same(sent, received), type.FullName);
        Assert.Equal(json, JsonSerializer.Serialize(received, type, DomainJson.Options));
    }

    [Fact]
    public void Finds_every_kind_of_record() // a filter that finds nothing would pass every test above
    {
        Type[] some =
            [typeof(AccountState), typeof(ApplicationSubmitted), typeof(SaveProfileStep), typeof(ApplicationView), typeof(RefusalReason),
                typeof(StoredFile)];
        Assert.All(some, type => Assert.Contains(type, Filled.Records));
    }

    [Theory]
    [MemberData(nameof(Carried))]
    public void Would_notice_a_lost_place(Type type)
    {
        var sent = Filled.Of(type);
        if (Filled.Unfilled(type) is not { } other || !Filled.Places(sent).Any()) return;
        Assert.False(Filled.Same(sent, other), type.FullName);
    }

    [Fact]
    public void Keeps_unpublished_events_out()
    {
        var state = new ApplicationState { Unpublished = [new EventEnvelope(new ApplicationStarted("v"), Examples.Now, "a", "r", "p")] };
        Assert.DoesNotContain("unpublished", JsonSerializer.Serialize(state, DomainJson.Options), StringComparison.OrdinalIgnoreCase);
    }

    // The list grows with traffic: it is rows, read with the state.
    [Fact]
    public void Keeps_holdings_out()
    {
        var state = Vacancies.PlaceExamples.With(Vacancies.PlaceExamples.Held("a", HoldingStatus.Taken));
        Assert.Equal(1, state.Holdings.Count);
        var json = JsonSerializer.Serialize(state, DomainJson.Options);
        Assert.DoesNotContain("holdings", json, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"taken\":1", json, StringComparison.Ordinal); // which the database checks against the notice
    }

    [Fact]
    public void Writes_camel_case_words_and_plain_values()
    {
        var json = JsonSerializer.Serialize(Examples.Account(AccountStatus.IdentityChecking), DomainJson.Options);
        Assert.Contains("\"status\":\"identity-checking\"", json, StringComparison.Ordinal);
        Assert.Contains($"\"nationalId\":\"{Examples.WomanBorn19980817}\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("lockedUntil", json, StringComparison.Ordinal); // nothing is not written
    }

    // For a culture the soft hyphen is not there, and the two keys are one.
    [Fact]
    public void Keeps_keys_apart_that_a_culture_takes_for_one()
    {
        var read = JsonSerializer.Deserialize<PickDocuments>(
            "{\"expectedRevision\":1,\"documents\":{\"diploma\":\"a\",\"dip\u00ADloma\":\"b\"}}", DomainJson.Options)!;
        Assert.Equal(("a", "b"), (read.Documents["diploma"], read.Documents["dip\u00ADloma"]));
    }

    [Fact]
    public void Every_map_is_ordinal_from_the_start()
    {
        var maps = Filled.Records.Where(type => type.GetConstructor(Type.EmptyTypes) is not null)
            .SelectMany(type => Filled.Places(Activator.CreateInstance(type)!))
            .Where(place => place.Value?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(
                ImmutableSortedDictionary<,>))
            .ToList();
        Assert.NotEmpty(maps);
        Assert.All(maps, place =>
            Assert.Same(StringComparer.Ordinal, place.Value!.GetType().GetProperty("KeyComparer")!.GetValue(place.Value)));
    }

    [Theory]
    [InlineData("""{"passwordMatches":true,"passwordMatches":false}""", typeof(AttemptLogIn))]
    [InlineData("""{"result":2}""", typeof(RecordMessageAttempt))]
    [InlineData("""{"result":"thrown-away"}""", typeof(RecordMessageAttempt))]
    [InlineData("""{"expectedRevision":"1","documents":{}}""", typeof(PickDocuments))]
    [InlineData("""{"expectedRevision":1,"documents":null}""", typeof(PickDocuments))]
    [InlineData("""{"expectedRevision":1,"documents":{"diploma":"a","diploma":"a"}}""", typeof(PickDocuments))]
    [InlineData("""{"expectedRevision":1,"documents":{"diploma":null}}""", typeof(PickDocuments))]
    [InlineData("""{"expectedRevision":1,"documents":[]}""", typeof(PickDocuments))]
    [InlineData("""{"nationalId":3578025708980002,"fullName":"Siti","motherName":"R","consentVersion":"1"}""", typeof(StartRegistration))]
    [InlineData("""{"fullName":"Siti"}""", typeof(StartRegistration))]
    public void Refuses_what_can_be_read_two_ways(string json, Type type) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize(json, type, DomainJson.Options));
}
