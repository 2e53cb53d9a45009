using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>
/// Whether somebody may hold a position, as ticks and gaps in the order in which to mend them. Everything is measured at the
/// batch's cut-off date and not today (domain reference 3.3: "as of the batch cut-off date").
/// </summary>
public static class EligibilityRule
{
    /// <summary>The document from whose issue on experience counts.</summary>
    public const string RegistrationType = "nurse-registration";

    public static ImmutableArray<EligibilityTick> Check(VacancyNotice notice, EligibilityFacts facts) =>
        [.. Ticks(notice, facts)];

    /// <summary>What keeps a complete application from being sent. Documents and bars are refused with refusals of their own.</summary>
    public static ImmutableArray<EligibilityTick> Unmet(VacancyNotice notice, EligibilityFacts facts) =>
        [.. Ticks(notice with { RequiredDocuments = [] }, facts with { BarredUntil = null }).Where(tick => !tick.IsMet)];

    private static IEnumerable<EligibilityTick> Ticks(VacancyNotice notice, EligibilityFacts facts)
    {
        if (facts.BarredUntil is { } until)
            yield return new EligibilityTick("barred") { IsFinal = true }.With("until", Day(until));
        if (notice.Demands is { } demands)
        {
            yield return Age(demands, facts.BirthDate);
            if (demands.Studies.Length > 0) yield return Study(demands, facts);
            if (demands.MinimumExperienceMonths > 0) yield return Experience(demands, facts);
        }

        foreach (var (type, _) in notice.RequiredDocuments.Where(required => !required.IsOptional))
            yield return new EligibilityTick("document-not-held", $"documents/{type}") { IsMet = Holds(facts, type) }.With("type", type);
    }

    // "At most 35" is met until the day before the 36th birthday. Source: IJEPA requirements, 35 years as of the cut-off.
    private static EligibilityTick Age(EligibilityDemands demands, DateOnly? birthDate)
    {
        var tick = new EligibilityTick("age-at-cutoff", "profile/birthDate")
            .With("cutoff", Day(demands.CutoffDate))
            .With("minimumAge", Number(demands.MinimumAge))
            .With("maximumAge", demands.MaximumAge is { } most ? Number(most) : "–");
        if (birthDate is not { } born) return tick;
        var age = FullYears.Between(born, demands.CutoffDate);
        var isMet = age >= demands.MinimumAge && (demands.MaximumAge is null || age <= demands.MaximumAge);
        return tick with { IsMet = isMet, IsFinal = !isMet };
    }

    private static EligibilityTick Study(EligibilityDemands demands, EligibilityFacts facts)
    {
        var isMet = demands.Studies.Any(demand =>
            facts.Studies.Any(study => study.Level == demand.Level && (demand.Field is null || study.Field == demand.Field))
            && (demand.WithDocument is null || Holds(facts, demand.WithDocument)));
        return new EligibilityTick("study-not-sufficient", "profile/education") { IsMet = isMet };
    }

    private static EligibilityTick Experience(EligibilityDemands demands, EligibilityFacts facts)
    {
        var registered = facts.Documents.Where(document => document.Type == RegistrationType).Min(document => document.IssuedOn);
        var months = registered is { } since ? WorkedMonths.Between(facts.Work, since, demands.CutoffDate) : 0;
        var isMet = months >= demands.MinimumExperienceMonths;
        return new EligibilityTick("experience-not-sufficient", "documents/work-experience") { IsMet = isMet }
            .With("months", Number(months))
            .With("demanded", Number(demands.MinimumExperienceMonths))
            .With("cutoff", Day(demands.CutoffDate));
    }

    private static bool Holds(EligibilityFacts facts, string type) => facts.Documents.Any(document => document.Type == type);

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One demand of a position, met or not.</summary>
/// <param name="Code">Reason code of the gap; the text catalogue has <c>reason.CODE</c>, and <c>eligibility.CODE</c> for the tick.</param>
/// <param name="Pointer">Where it is mended, such as <c>profile/education</c> or <c>documents/diploma</c>.</param>
public sealed record EligibilityTick(string Code, string Pointer = "")
{
    public bool IsMet { get; init; }

    /// <summary>Not met, and nothing the person does can change it for this batch.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Values for the words. Never personal data.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>The same tick with a value for its words.</summary>
    public EligibilityTick With(string fact, string value) => this with { Facts = Facts.SetItem(fact, value) };
}

/// <summary>What a person has to show.</summary>
public sealed record EligibilityFacts
{
    /// <summary>Null when the profile does not say.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The day a bar from the programme ends, or null.</summary>
    public DateOnly? BarredUntil { get; init; }

    public ImmutableArray<HeldStudy> Studies { get; init; } = [];

    /// <summary>Documents that can go into an application.</summary>
    public ImmutableArray<HeldDocument> Documents { get; init; } = [];

    /// <summary>Periods of work that letters prove.</summary>
    public ImmutableArray<WorkPeriod> Work { get; init; } = [];
}

/// <summary>A study somebody finished; level and field in kebab-case.</summary>
public sealed record HeldStudy(string Level, string Field);

/// <summary>A document somebody holds.</summary>
public sealed record HeldDocument(string Type, DateOnly? IssuedOn);

/// <summary>A period of work, both days included.</summary>
public sealed record WorkPeriod(DateOnly From, DateOnly To);
