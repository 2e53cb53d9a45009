using Siskop2mi.Domain.Placements;

namespace Siskop2mi.Domain.Tests.Placements;

/// <summary>A permit of two units and what becomes of it.</summary>
internal static class PermitExamples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    public static readonly IssuePermit Terms = new("pt-maju", "TW", 2, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    public static readonly UseQuota A = new("a");

    public static readonly PermitState Two = PermitRule.Issue(new PermitState(), Terms).State;

    public static readonly PermitState Reserved = QuotaRule.Reserve(Two, A, Now).State;

    public static readonly PermitState Committed = QuotaRule.Commit(Reserved, A, Now).State;

    public static IEnumerable<Decision<PermitState>> Uses =>
    [
        QuotaRule.Reserve(Two, A, Now), QuotaRule.Commit(Reserved, A, Now), QuotaRule.Release(Reserved, A),
        QuotaRule.Restore(Committed, A, Now),
    ];
}
