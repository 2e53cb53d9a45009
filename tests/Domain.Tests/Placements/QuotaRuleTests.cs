using Siskop2mi.Domain.Placements;

namespace Siskop2mi.Domain.Tests.Placements;

public sealed class QuotaRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private static readonly PermitState Two = PermitRule.Issue(
        new PermitState(), new IssuePermit("pt-maju", "TW", 2, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))).State;

    private static readonly PermitState AReserved = QuotaRule.Reserve(Two, Of("a"), Now).State;
    private static readonly PermitState ACommitted = QuotaRule.Commit(AReserved, Of("a"), Now).State;
    private static readonly PermitState ARestored = QuotaRule.Restore(ACommitted, Of("a"), Now).State;
    private static readonly PermitState Full = QuotaRule.Reserve(AReserved, Of("b"), Now).State;
    private static readonly PermitState Suspended = Two with { Status = PermitStatus.Suspended };
    private static readonly PermitState Revoked = AReserved with { Status = PermitStatus.Revoked };
    private static readonly PermitState Over = AReserved with { ValidUntil = new DateOnly(2026, 3, 1) };
    private static readonly PermitState Early = Two with { ValidFrom = new DateOnly(2026, 3, 3) };

    /// <summary>A row a reason: what is done, and the refusal, "repeat", or the balance reserved/committed/available after it.</summary>
    public static TheoryData<string, string> Rows => new()
    {
        { "reserve a of none", "permit-not-found" },
        { "reserve a of two", "1/0/1" },
        { "reserve a of reserved", "repeat" },
        { "reserve a of committed", "repeat" },
        { "reserve a of restored", "1/0/1" },
        { "reserve b of reserved", "2/0/0" },
        { "reserve c of full", "permit-quota-exhausted" },
        { "reserve a of suspended", "permit-suspended" },
        { "reserve b of revoked", "permit-revoked" },
        { "reserve b of over", "permit-expired" },
        { "reserve a of early", "permit-not-yet-valid" },
        { "commit a of reserved", "0/1/1" },
        { "commit a of committed", "repeat" },
        { "commit a of two", "0/1/1" },
        { "commit c of full", "permit-quota-exhausted" },
        { "commit a of over", "0/1/0" },
        { "commit b of over", "permit-expired" },
        { "commit a of revoked", "0/1/0" },
        { "release a of reserved", "0/0/2" },
        { "release a of two", "repeat" },
        { "release a of committed", "permit-already-committed" },
        { "release a of restored", "repeat" },
        { "restore a of committed", "0/0/2" },
        { "restore a of restored", "repeat" },
        { "restore a of reserved", "permit-not-committed" },
        { "restore a of two", "permit-not-committed" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_use_of_every_permit(string what, string expected)
    {
        if (what.Split(' ') is not [var command, var reference, _, var permit]) throw new ArgumentException(what);
        var state = permit switch
        {
            "none" => new PermitState(),
            "two" => Two,
            "reserved" => AReserved,
            "committed" => ACommitted,
            "restored" => ARestored,
            "full" => Full,
            "suspended" => Suspended,
            "revoked" => Revoked,
            "over" => Over,
            "early" => Early,
            _ => throw new ArgumentException(what),
        };
        var decision = command switch
        {
            "reserve" => QuotaRule.Reserve(state, Of(reference), Now),
            "commit" => QuotaRule.Commit(state, Of(reference), Now),
            "release" => QuotaRule.Release(state, Of(reference)),
            "restore" => QuotaRule.Restore(state, Of(reference), Now),
            _ => throw new ArgumentException(what),
        };
        Assert.Equal(expected, Told(state, decision));
    }

    [Fact]
    public void A_reservation_lapses_at_its_deadline_and_not_before()
    {
        Assert.Same(Full, QuotaRule.Lapse(Full, Now + QuotaRule.ReservationLasts - TimeSpan.FromSeconds(1)).State);
        var lapsed = QuotaRule.Lapse(Full, Now + QuotaRule.ReservationLasts);
        Assert.Equal(0, lapsed.State.InUse);
        Assert.Equal("a, b", string.Join(", ", Assert.IsType<QuotaReleased>(Assert.Single(lapsed.Events)).References));
        Assert.Same(ACommitted, QuotaRule.Lapse(ACommitted, Now + QuotaRule.ReservationLasts).State);
    }

    [Fact]
    public void The_books_balance_whatever_happens()
    {
        Assert.Null(Walk(seeds: 300, QuotaRule.Reserve));
    }

    // Without the look at what is left the check must turn red.
    [Fact]
    public void The_check_of_the_books_notices_a_rule_without_a_bound()
    {
        Assert.NotNull(Walk(seeds: 20, (state, command, now) =>
            QuotaRule.Reserve(state with { Quota = int.MaxValue }, command, now) is var broken
                ? broken with { State = broken.State with { Quota = state.Quota } } : throw new InvalidOperationException()));
    }

    private static string? Walk(int seeds, Func<PermitState, UseQuota, DateTimeOffset, Decision<PermitState>> reserve)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            var random = new Random(seed);
            var (state, now) = (Two with { Quota = random.Next(1, 6) }, Now);
            for (var step = 0; step < 200; step++)
            {
                var use = Of($"r{random.Next(8)}");
                state = random.Next(6) switch
                {
                    0 or 1 => reserve(state, use, now).State,
                    2 => QuotaRule.Commit(state, use, now).State,
                    3 => QuotaRule.Release(state, use).State,
                    4 => QuotaRule.Restore(state, use, now).State,
                    _ => QuotaRule.Lapse(state, now = now.AddDays(random.Next(4))).State,
                };
                var used = state.Holdings.All.Count(one => one.Status is HoldingStatus.Taken or HoldingStatus.Committed);
                if (used != state.InUse || used > state.Quota) return $"seed {seed}, step {step}: {used} of {state.Quota}";
            }
        }

        return null;
    }

    private static string Told(PermitState before, Decision<PermitState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal.Code;
        if (ReferenceEquals(decision.State, before)) return "repeat";
        var balance = QuotaRule.Balance(decision.State, Now);
        Assert.Equal(decision.State.InUse, balance.Reserved + balance.Committed);
        return $"{balance.Reserved}/{balance.Committed}/{balance.Available}";
    }

    private static UseQuota Of(string reference) => new(reference);
}
