using System.Reflection;

namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class SensitiveValueTests
{
    public static TheoryData<Type> Kinds => [.. AllKinds];

    public static TheoryData<Type> Holders => [.. HolderTypes];

    private static Type[] HolderTypes =>
    [
        .. Filled.Records.Where(type => Holds(type, [])),
        typeof(Outcome<AccountCard>),
        typeof(Outcome<DocumentView>),
        typeof(Outcome<ApplicantProfile>),
        typeof(Decision<AccountState>),
        typeof(Decision<ApplicantState>),
        typeof(Decision<DocumentState>),
    ];

    private static IEnumerable<Type> AllKinds =>
        typeof(ISensitiveValue).Assembly.GetTypes().Where(
            type => type is { IsAbstract: false } && typeof(ISensitiveValue).IsAssignableFrom(type));

    [Fact]
    public void Every_kind_is_known_to_the_filler() => Assert.Equal(AllKinds.ToHashSet(), [.. Filled.Secrets.Keys]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Masks_itself_and_reveals_on_demand(Type kind)
    {
        var plain = Filled.Secrets[kind];
        var value = (ISensitiveValue)Filled.Restore(kind, plain);
        Assert.Equal(plain, value.Reveal());
        Assert.DoesNotContain(plain, value.ToString()!, StringComparison.Ordinal);
        Assert.Contains("***", value.ToString()!, StringComparison.Ordinal);
        Assert.Equal(value.ToString(), $"{value}");
    }

    // A log line about a damaged row must not fail, nor print the row.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Masks_what_never_was_a_value(Type kind)
    {
        foreach (var plain in new[] { "", "7", "74", "742", "742617" })
        {
            var text = Filled.Restore(kind, plain).ToString()!;
            if (plain.Length > 0) Assert.DoesNotContain(plain, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_equal_by_value(Type kind)
    {
        var plain = Filled.Secrets[kind];
        Assert.Equal(Filled.Restore(kind, plain), Filled.Restore(kind, plain));
        Assert.NotEqual(Filled.Restore(kind, plain), Filled.Restore(kind, plain[..^1] + "7"));
    }

    [Fact]
    public void Purposes_are_unique_and_never_change() => Assert.Equal(
        ["account-secret", "document-detail", "document-number", "email", "mobile", "mother-name", "national-id"],
        AllKinds.Select(kind => (string)kind.GetProperty(
            "Purpose", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Holders))]
    public void No_record_that_holds_one_prints_it(Type type)
    {
        var text = Filled.Of(type).ToString()!;
        Assert.All(Filled.Secrets.Values, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_holders_are_found()
    {
        Type[] some =
        [
            typeof(AccountState), typeof(
                AccountCredentials), typeof(ActivateAccount), typeof(EndSessions), typeof(StartRegistration), typeof(SaveProfileStep),
            typeof(AddDocument), typeof(LogInReceipt),
        ];
        Assert.All(some, type => Assert.Contains(type, HolderTypes));
        Assert.False(Holds(typeof(ApplicationState), []));
    }

    private static bool Holds(Type type, HashSet<Type> seen) =>
        typeof(ISensitiveValue).IsAssignableFrom(type)
        || (type.Assembly == typeof(ISensitiveValue).Assembly && seen.Add(type)
            && type.GetProperties().Any(property =>
                Holds(property.PropertyType, seen) || property.PropertyType.GetGenericArguments().Any(item => Holds(item, seen))));
}
