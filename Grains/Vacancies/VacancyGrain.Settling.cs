using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;

namespace Siskop2mi.Grains.Vacancies;

/// <summary>
/// How places and applications come to agree after the two commits of a sending, whatever broke off in between: applications
/// say what became of an attempt, and a reminder asks those that did not, tells news, and takes back offers that lapsed.
/// </summary>
public sealed partial class VacancyGrain
{
    private const string SettleWhatIsOpen = "settle-what-is-open";
    private const int AskedAtOnce = 50;
    private const int WrittenAtOnce = 1_000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // That a place is held changes nothing for anybody, so it is only remembered here, and written with others when the reminder
    // comes. If the node dies before, the applications are asked.
    private List<PlaceSettlement> known = [];
    private bool isReminded;

    // Calls under way that count on the reminder: what they are about to write is not in the state yet.
    private int relying;

    public async Task SettlePlace(PlaceSettlement command)
    {
        if (command.IsHeld)
        {
            known.Add(command);
            return;
        }

        await Settle([command]);
        // Who is next hears of it at once; everything else can wait for the reminder.
        await Tell(PlaceRule.Unsettled(vacancy.State, this.Now()).Where(one => one.Status is HoldingStatus.Offered).Take(AskedAtOnce));
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        isReminded = true;
        await Settle(TakeKnown());
        var lapsed = PlaceRule.Lapse(vacancy.State, this.Now());
        await this.CommitAsync(vacancy, lapsed);
        while (await Tell(PlaceRule.Unsettled(vacancy.State, this.Now())) > 0)
        {
            // What was given back is on offer now, which is news for others.
        }

        await ForgetWhenOver();
    }

    private List<PlaceSettlement> TakeKnown()
    {
        var taken = known;
        known = [];
        return taken;
    }

    private async Task Settle(IReadOnlyCollection<PlaceSettlement> settlements)
    {
        foreach (var part in settlements.Chunk(WrittenAtOnce))
            await this.CommitAsync(vacancy, PlaceRule.Settle(vacancy.State, part, this.Now()));
    }

    // How many were settled by it: none when newer attempts were made meanwhile, which the next tick asks about.
    private async Task<int> Tell(IEnumerable<Holding> open)
    {
        var settled = 0;
        foreach (var part in open.Chunk(AskedAtOnce))
        {
            var answers = await Task.WhenAll(part.Select(Ask));
            settled += answers.Count(answer => vacancy.State.Holdings.Find(answer.ApplicationId)?.Attempt == answer.Attempt);
            await Settle(answers);
        }

        return settled;
    }

    private async Task<PlaceSettlement> Ask(Holding one)
    {
        var news = new PlaceNews(this.GetPrimaryKeyString(), PlaceReceipt.Of(one));
        return new PlaceSettlement(one.Key, one.Attempt, await GrainFactory.GetGrain<IApplicationGrain>(one.Key).HearPlace(news));
    }

    // Before the commit: what nobody settles would stay kept for ever if the node died before the reminder was set.
    private async Task<T> WithReminder<T>(Func<Task<T>> act)
    {
        relying++;
        try
        {
            if (!isReminded) await SetReminder();
            return await act();
        }
        finally
        {
            relying--;
        }
    }

    private async Task SetReminder()
    {
        await this.RegisterOrUpdateReminder(SettleWhatIsOpen, Period, Period);
        isReminded = true;
    }

    private async Task ForgetWhenOver()
    {
        if (!IsOver()) return;
        isReminded = false;
        if (await this.GetReminder(SettleWhatIsOpen) is { } reminder) await this.UnregisterReminder(reminder);
        // Somebody may have asked between the look and the removal.
        if (!IsOver()) await SetReminder();
    }

    private bool IsOver() => relying == 0 && (
        vacancy.State.Notice is not { } notice
        || (this.Now() >= notice.ClosesAt && known.Count == 0
            && vacancy.State.Holdings.All.All(one => one.IsSettled && one.Status is not HoldingStatus.Offered)));
}
