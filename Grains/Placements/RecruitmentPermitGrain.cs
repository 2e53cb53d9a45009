using Orleans.Concurrency;
using Siskop2mi.Domain.Placements;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Placements;

namespace Siskop2mi.Grains.Placements;

/// <summary>
/// Shell around <see cref="PermitRule"/> and <see cref="QuotaRule"/>. Reentrant, because a company may accept hundreds at once
/// and their writes are shared.
/// </summary>
[Reentrant]
[GrainType("recruitment-permit")]
public sealed class RecruitmentPermitGrain(
    [PersistentState("recruitment-permit", StorageNames.Siskop2mi)] IPersistentState<PermitState> permit)
    : Grain, IRecruitmentPermitGrain, IRemindable
{
    private const string LapseReservations = "lapse-reservations";
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private bool isReminded;

    public Task<Outcome<Done>> Issue(IssuePermit command) => Decide(() => PermitRule.Issue(permit.State, command));

    public Task<Outcome<Done>> ChangeQuota(ChangeQuota command) => Decide(() => PermitRule.ChangeQuota(permit.State, command));

    public Task<Outcome<Done>> ChangeStatus(ChangePermitStatus command) =>
        Decide(() => PermitRule.ChangeStatus(permit.State, command));

    public async Task<Outcome<Done>> Reserve(UseQuota command)
    {
        // Before the commit: a reservation without a reminder would never lapse.
        if (!isReminded)
        {
            await this.RegisterOrUpdateReminder(LapseReservations, Period, Period);
            isReminded = true;
        }

        return await Decide(() => QuotaRule.Reserve(permit.State, command, this.Now()));
    }

    public Task<Outcome<Done>> Commit(UseQuota command) => Decide(() => QuotaRule.Commit(permit.State, command, this.Now()));

    public Task<Outcome<Done>> Release(UseQuota command) => Decide(() => QuotaRule.Release(permit.State, command));

    public Task<Outcome<Done>> Restore(UseQuota command) => Decide(() => QuotaRule.Restore(permit.State, command, this.Now()));

    public Task<QuotaBalance?> GetBalance() => Task.FromResult(
        permit.State.Status is PermitStatus.NotStarted ? null : QuotaRule.Balance(permit.State, this.Now()));

    // For as long as there is a permit: there are thousands of them and an hour between ticks.
    public Task ReceiveReminder(string reminderName, TickStatus status) => Decide(() => QuotaRule.Lapse(permit.State, this.Now()));

    private async Task<Outcome<Done>> Decide(Func<Decision<PermitState>> decide)
    {
        var decision = decide();
        if (decision.Refusal is { } refusal)
        {
            await this.AllDurableAsync(permit);
            return refusal;
        }

        await this.CommitAsync(permit, decision);
        return Done.Instance;
    }
}
