using System.Collections.Immutable;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>What somebody meets of a position's demands.</summary>
public sealed record Eligibility
{
    public required string VacancyId { get; init; }

    /// <summary>Whether nothing is lacking.</summary>
    public required bool IsEligible { get; init; }

    /// <summary>The batch's cut-off date, at which age and experience are measured; left out when nothing is demanded.</summary>
    public DateOnly? MeasuredAt { get; init; }

    /// <summary>In the order in which to mend them.</summary>
    public required ImmutableArray<Tick> Ticks { get; init; }

    internal static Eligibility Of(
        VacancyNotice notice, ImmutableArray<EligibilityTick> ticks, DocumentCatalogue types, TextCatalogue texts, string language) => new()
        {
            VacancyId = notice.VacancyId,
            IsEligible = ticks.All(tick => tick.IsMet),
            MeasuredAt = notice.Demands?.CutoffDate,
            Ticks = [.. ticks.Select(tick => Tick.Of(tick, types, texts, language))],
        };
}

/// <summary>One demand.</summary>
public sealed record Tick
{
    /// <summary>Stable; the same code as in a refusal for it.</summary>
    public required string Code { get; init; }

    public required bool IsMet { get; init; }

    /// <summary>Not met, and nothing can change it for this batch.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>The demand, in the reader's language.</summary>
    public required string Text { get; init; }

    /// <summary>What to do about it; left out when it is met.</summary>
    public string? Advice { get; init; }

    /// <summary>The route by which it is mended; left out when it is met or cannot be.</summary>
    public string? Fix { get; init; }

    /// <summary>Values behind the words, such as <c>cutoff</c>.</summary>
    public ImmutableSortedDictionary<string, string>? Facts { get; init; }

    internal static Tick Of(EligibilityTick tick, DocumentCatalogue types, TextCatalogue texts, string language)
    {
        var words = tick.Facts.TryGetValue("type", out var type)
            ? tick.Facts.SetItem("document", types.Find(type)?.Label.GetValueOrDefault(language) ?? type)
            : tick.Facts;
        return new Tick
        {
            Code = tick.Code,
            IsMet = tick.IsMet,
            IsFinal = tick.IsFinal,
            Text = texts.Text($"eligibility.{tick.Code}", language, words),
            Advice = tick.IsMet ? null : texts.Text($"reason.{tick.Code}", language, words),
            Fix = tick.IsMet || tick.IsFinal ? null : Fixes.Find(tick.Code),
            Facts = tick.Facts.IsEmpty ? null : tick.Facts,
        };
    }
}
