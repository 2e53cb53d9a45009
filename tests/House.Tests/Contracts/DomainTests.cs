using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.House.Tests.Dependencies;

namespace Siskop2mi.House.Tests.Contracts;

public sealed class DomainTests
{
    private static readonly IReadOnlyList<Type> Domain = [.. Product.Types("Domain")];

    [Fact]
    public void Refusal_codes_are_kebab_case_and_mean_one_thing() => Findings.AreNone(DomainRules.Codes(DomainRules.RefusalCodes(Domain)));

    [Fact]
    public void Reason_codes_are_kebab_case_and_mean_one_thing() => Findings.AreNone(DomainRules.Codes(DomainRules.ReasonCodes(Domain)));

    [Fact]
    public void Every_refusal_has_a_kind() => Findings.AreNone(DomainRules.Kinds(Domain));

    [Fact]
    public void Events_hold_no_sensitive_value() => Findings.AreNone(DomainRules.Events(Domain));

    [Fact]
    public void States_are_sealed_and_start_from_nothing() => Findings.AreNone(DomainRules.States(Domain));

    [Fact]
    public void Records_never_change() => Findings.AreNone(DomainRules.Immutability(Domain.Concat(Product.Types("GrainInterfaces"))));

    [Fact]
    public void Enums_start_with_not_yet() => Findings.AreNone(DomainRules.Enums(
        Domain.Concat(Product.Types("GrainInterfaces")).Concat(Product.Types("GrainHost.Abstractions"))));

    [Fact]
    public void Sabotage_bad_codes_are_found()
    {
        Findings.Are(DomainRules.Codes(DomainRules.RefusalCodes([typeof(BadRefusals)])), "Not_Kebab is not", "same-code stands for");
        Findings.Are(DomainRules.Codes(DomainRules.ReasonCodes([typeof(BadRefusals)])), "UPPER is not");
        Findings.Are(DomainRules.Kinds([typeof(BadRefusals)]), "BadRefusals.Second has no kind");
    }

    [Fact]
    public void Sabotage_a_sensitive_value_in_an_event_is_found_however_deep() => Findings.Are(
        DomainRules.Events([typeof(BadEvent), typeof(GoodEvent)]), "BadEvent.People.Number is sensitive");

    [Fact]
    public void Sabotage_bad_states_are_found() => Findings.Are(
        DomainRules.States([typeof(OpenState), typeof(NeedyState), typeof(LooseState), typeof(GoodState)]),
        "OpenState is not sealed", "NeedyState has no", "LooseState does not derive");

    [Fact]
    public void Sabotage_records_that_change_are_found() => Findings.Are(
        DomainRules.Immutability([typeof(ChangingRecord), typeof(GoodState)]), "Settable can be set", "Array is an array",
            "List is a collection");

    [Fact]
    public void Sabotage_enums_without_not_yet_are_found() => Findings.Are(
        DomainRules.Enums([typeof(WrongZero), typeof(NoZero), typeof(RefusalKind)]), "WrongZero", "NoZero");

    private enum WrongZero
    {
        Submitted = 0,
    }

    private enum NoZero
    {
        None = 1,
    }

    private static class BadRefusals
    {
        public static readonly Refusal First = new("same-code", RefusalKind.Conflict);
        public static readonly Refusal Second = new("same-code", RefusalKind.Unspecified);
        public static readonly Refusal Third = new("Not_Kebab", RefusalKind.Conflict);
        public static readonly RefusalReason Reason = new("UPPER");
    }

    private sealed record SecretNumber : ISensitiveValue
    {
        public string Reveal() => "";
    }

    private sealed record Person(SecretNumber? Number, Person? Next);

    private sealed record BadEvent(ImmutableArray<Person> People) : DomainEvent;

    private sealed record GoodEvent(string Id, DateOnly On) : DomainEvent;

    public record OpenState : Entity;

    private sealed record NeedyState(string Id) : Entity;

    private sealed record LooseState(string Id);

    private sealed record GoodState : Entity
    {
        public ImmutableArray<string> Names { get; init; } = [];
    }

    private sealed record ChangingRecord
    {
        public string Settable { get; set; } = "";

        public string[] Array { get; init; } = [];

        public List<string> List { get; init; } = [];
    }
}
