using Siskop2mi.Domain.Placements;

namespace Siskop2mi.Domain.Tests.Placements;

public sealed class PermitRuleTests
{
    private static readonly IssuePermit Terms = new("pt-maju", "TW", 5, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));

    private static readonly PermitState Issued = PermitRule.Issue(new PermitState(), Terms).State;

    [Fact]
    public void A_permit_is_issued_once_and_again_changes_nothing()
    {
        Assert.Equal((PermitStatus.Active, 5, 5), (Issued.Status, Issued.Quota, Issued.Available));
        Assert.Same(Issued, PermitRule.Issue(Issued, Terms).State);
        Assert.Equal("permit-already-issued", PermitRule.Issue(Issued, Terms with { CompanyId = "pt-lain" }).Refusal?.Code);
        Assert.Equal("permit-quota-wrong", PermitRule.Issue(new PermitState(), Terms with { Quota = 0 }).Refusal?.Code);
        Assert.Equal(
            "permit-dates-wrong", PermitRule.Issue(new PermitState(), Terms with { ValidUntil = new DateOnly(2025, 1, 1) }).Refusal?.Code);
    }

    [Theory]
    [InlineData(0, "k1", 3, null, 8)]
    [InlineData(2, "k1", -3, null, 2)]
    [InlineData(3, "k1", -3, "permit-quota-in-use", 5)]
    [InlineData(0, "k1", -5, "permit-quota-in-use", 5)]
    [InlineData(0, "used", 3, null, 5)]
    public void The_quota_moves_but_never_below_what_is_in_use(int inUse, string key, int quantity, string? refusal, int quota)
    {
        var state = Issued with { InUse = inUse, UsedKeys = ["used"] };
        var decision = PermitRule.ChangeQuota(state, new ChangeQuota(key, quantity, null, "perpanjangan"));
        Assert.Equal((refusal, quota), (decision.Refusal?.Code, decision.State.Quota));
    }

    [Theory]
    [InlineData(PermitStatus.Active, PermitStatus.Suspended, null)]
    [InlineData(PermitStatus.Suspended, PermitStatus.Active, null)]
    [InlineData(PermitStatus.Suspended, PermitStatus.Revoked, null)]
    [InlineData(PermitStatus.Revoked, PermitStatus.Active, "permit-revoked")]
    [InlineData(PermitStatus.Active, PermitStatus.NotStarted, "permit-status-wrong")]
    [InlineData(PermitStatus.NotStarted, PermitStatus.Active, "permit-not-found")]
    public void A_revoked_permit_stays_revoked(PermitStatus from, PermitStatus to, string? refusal)
    {
        var decision = PermitRule.ChangeStatus(Issued with { Status = from }, new ChangePermitStatus(to, "alasan"));
        Assert.Equal((refusal, refusal is null ? to : from), (decision.Refusal?.Code, decision.State.Status));
    }
}
