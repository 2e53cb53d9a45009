using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Grains.Vacancies;

/// <summary>The reminder of a vacancy that keeps places: set before the first is kept, removed when nothing is open any more.</summary>
public sealed partial class VacancyGrain
{
    private Task registering = Task.CompletedTask;
    private Task forgetting = Task.CompletedTask;
    private bool isReminded;

    // Before the commit, and before the decision, which must not be made on a state that others change meanwhile: what nobody
    // settles would stay kept for ever if the node died before the reminder was set. Whoever comes at once waits for one setting.
    private async Task BeReminded()
    {
        while (!isReminded)
        {
            await forgetting;
            if (registering.IsCompleted) registering = SetReminder();
            await registering;
        }
    }

    private async Task SetReminder()
    {
        await this.RegisterOrUpdateReminder(SettleWhatIsOpen, Period, Period);
        isReminded = true;
    }

    // Who asks for something while the reminder is being removed waits, and sets it again.
    private async Task ForgetWhenOver()
    {
        if (!IsOver() || !registering.IsCompleted || !forgetting.IsCompleted) return;
        isReminded = false;
        await (forgetting = RemoveReminder());
    }

    private async Task RemoveReminder()
    {
        if (await this.GetReminder(SettleWhatIsOpen) is { } reminder) await this.UnregisterReminder(reminder);
    }

    private bool IsOver() =>
        vacancy.State.Notice is not { } notice
        || (this.Now() >= notice.ClosesAt && known.Count == 0 && PlaceRule.Lapse(vacancy.State, this.Now()).Events.IsEmpty
            && vacancy.State.Holdings.All.All(one => one.IsSettled && one.Status is not HoldingStatus.Offered));
}
