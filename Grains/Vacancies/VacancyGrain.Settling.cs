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

    // Applications that wait here for what they gave back to be settled. Asking one of them would be to wait for it while it waits.
    private readonly HashSet<string> settling = [];

    public async Task SettlePlace(PlaceSettlement command)
    {
        if (command.IsHeld)
        {
            known.Add(command);
            return;
        }

        var isFirst = settling.Add(command.ApplicationId);
        try
        {
            await Settle([command]);
            // Who is next hears of it at once; everything else can wait for the reminder.
            await Tell(PlaceRule.Unsettled(vacancy.State, this.Now())
                .Where(one => one.Status is HoldingStatus.Offered && !settling.Contains(one.Key)).Take(AskedAtOnce));
        }
        finally
        {
            if (isFirst) settling.Remove(command.ApplicationId);
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
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
        var (settled, known) = (0, open.ToList());
        // A draw or an offer may still be on its way to the disk: nobody is told of what may never have been.
        await this.AllDurableAsync(vacancy);
        foreach (var part in known.Chunk(AskedAtOnce))
        {
            var answers = (await Task.WhenAll(part.Select(Ask))).OfType<PlaceSettlement>().ToList();
            settled += answers.Count(answer => vacancy.State.Holdings.Find(answer.ApplicationId)?.Attempt == answer.Attempt);
            await Settle(answers);
        }

        return settled;
    }

    // Null when there was no answer: one application that cannot be reached keeps nobody else waiting, and the next tick asks again.
    private async Task<PlaceSettlement?> Ask(Holding one)
    {
        var news = new PlaceNews(this.GetPrimaryKeyString(), PlaceReceipt.Of(one));
        try
        {
            return new PlaceSettlement(one.Key, one.Attempt, await GrainFactory.GetGrain<IApplicationGrain>(one.Key).HearPlace(news));
        }
        catch (Exception)
        {
            return null;
        }
    }
}
