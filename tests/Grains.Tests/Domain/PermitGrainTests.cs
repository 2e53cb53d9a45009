using Siskop2mi.Domain.Placements;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Placements;
using Siskop2mi.Grains.Placements;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>Many agreements at once on one permit.</summary>
public sealed class PermitGrainTests
{
    private const int Quota = 20;
    private const int Asking = 200;

    [Fact]
    public async Task As_many_reservations_succeed_as_there_are_units_and_they_share_their_writes()
    {
        var storage = new MemoryGrainStorage();
        await using var host = await GrainHostFixture.OpenAsync(
            new GrainHostPlan { Classes = [typeof(RecruitmentPermitGrain)] }, storage: storage);
        var permit = host.Grains.GetGrain<IRecruitmentPermitGrain>("sip2mi-1");
        Assert.Null((await permit.Issue(new IssuePermit(
            "pt-maju", "TW", Quota, DateOnly.MinValue, DateOnly.MaxValue.AddDays(-1)))).Refusal);
        var before = storage.Commits;

        var answers = await Task.WhenAll(Enumerable.Range(0, Asking)
            .Select(async number => (Key: $"application-{number}", Outcome: await permit.Reserve(new UseQuota($"application-{number}")))));

        var accepted = answers.Where(answer => answer.Outcome.Refusal is null).Select(answer => answer.Key).ToList();
        Assert.Equal(Quota, accepted.Count);
        Assert.All(
            answers.Select(answer => answer.Outcome.Refusal).OfType<Refusal>(),
            refusal => Assert.Equal("permit-quota-exhausted", refusal.Code));
        var stored = storage.Find<PermitState>("recruitment-permit", GrainId.Create("recruitment-permit", "sip2mi-1"))!;
        Assert.Equal(Quota, stored.InUse);
        Assert.Equal(accepted.Order(StringComparer.Ordinal), stored.Holdings.All.Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.InRange(storage.Commits - before, 1, Quota);

        // Again by the same application: nothing more is taken.
        Assert.Null((await permit.Reserve(new UseQuota(accepted[0]))).Refusal);
        Assert.Equal(new QuotaBalance(Quota, Quota, 0, 0), await permit.GetBalance());

        // A released unit goes to whoever asks next, once.
        await permit.Release(new UseQuota(accepted[0]));
        await permit.Release(new UseQuota(accepted[0]));
        Assert.Equal(new QuotaBalance(Quota, Quota - 1, 0, 1), await permit.GetBalance());
    }
}
