using System.Text.Json;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Vacancies;

/// <summary>What can be announced. Announcing the same again changes nothing, so reference data may be loaded at every start.</summary>
public static class AnnounceVacancyRule
{
    public static Decision<VacancyState> Decide(VacancyState state, AnnounceVacancy command)
    {
        var notice = command.Notice;
        if (notice.ClosesAt <= notice.OpensAt) return Decision.Refuse(state, VacancyRefusals.WindowEmpty);
        if (state.Notice is { } known && known.BatchId != notice.BatchId) return Decision.Refuse(state, VacancyRefusals.OtherBatch);
        if (state.Notice is { } same && IsSame(same, notice)) return Decision.Repeat(state);

        var next = state with { Status = VacancyStatus.Announced, Notice = notice };
        return Decision.Accept(next, new VacancyAnnounced(notice.BatchId, notice.OpensAt, notice.ClosesAt));
    }

    // Records compare their collections by reference, and a notice that came back from the store is another instance; what is
    // the same when written down is the same notice.
    private static bool IsSame(VacancyNotice one, VacancyNotice other) => Written(one) == Written(other);

    private static string Written(VacancyNotice notice) => JsonSerializer.Serialize(
        notice with { OpensAt = notice.OpensAt.ToUniversalTime(), ClosesAt = notice.ClosesAt.ToUniversalTime() }, DomainJson.Options);
}

/// <summary>Why a vacancy command is not carried out.</summary>
public static class VacancyRefusals
{
    public static readonly Refusal NotFound = new("vacancy-not-found", RefusalKind.NotFound);
    public static readonly Refusal WindowEmpty = new("vacancy-window-empty", RefusalKind.Invalid);
    public static readonly Refusal OtherBatch = new("vacancy-of-other-batch", RefusalKind.Conflict);
}
