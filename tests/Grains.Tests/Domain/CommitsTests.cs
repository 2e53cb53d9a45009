using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>What <c>Commits</c> promises a hot grain: one write in flight, the next carries all, no answer before it is durable.</summary>
public sealed class CommitsTests : IAsyncLifetime
{
    private static readonly GrainId Gated = GrainId.Create("sample-tally", "gated");

    private readonly GatedStore store = new();
    private readonly MemoryGrainStorage storage;
    private GrainHostFixture host = null!;

    public CommitsTests() => storage = new MemoryGrainStorage(store);

    private ITallyGrain Tally => host.Grains.GetGrain<ITallyGrain>("gated");

    private HashSet<string> Stored => [.. storage.Find<TallyState>("tally", Gated)?.Keys ?? []];

    public async Task InitializeAsync() =>
        host = await GrainHostFixture.OpenAsync(new GrainHostPlan { Classes = [typeof(TallyGrain)] }, storage: storage);

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_hundred_decisions_are_two_writes_with_one_in_flight()
    {
        var answers = Enumerable.Range(0, 100).Select(CountAndLook).ToList();
        var first = await store.Next();
        await Decided(100);
        Assert.DoesNotContain(answers, answer => answer.IsCompleted);

        first.SetResult();
        var second = await store.Next();
        await await Task.WhenAny(answers).WaitAsync(TimeSpan.FromMinutes(2));
        _ = Assert.Single(answers, answer => answer.IsCompleted); // who was in the first write, and nobody else
        second.SetResult();
        await Task.WhenAll(answers).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((2, 1), (storage.Commits, store.MostUnderWay));
        Assert.Equal(100, storage.Events.Select(stored => ((MailSent)stored.Envelope.Event).Attempts).Distinct().Count());
        Assert.Equal(
            [1, 99], storage.Events.GroupBy(stored => stored.Version).OrderBy(commit => commit.Key).Select(commit => commit.Count()));
    }

    [Fact]
    public async Task A_failed_write_fails_all_that_waited_and_nobody_else()
    {
        var kept = Tally.Count("0");
        (await store.Next()).SetResult();
        await kept;

        var failed = Enumerable.Range(1, 9).Select(key => Tally.Count($"{key}")).ToList();
        var write = await store.Next();
        await Decided(10);
        var other = await host.Grains.GetGrain<ITallyGrain>("other").Count("7");
        write.SetException(new InjectedFaultException("The write failed."));

        foreach (var answer in failed) await Assert.ThrowsAsync<InjectedFaultException>(() => answer.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal(1, other);
        Assert.Equal(["0"], Stored);
        store.IsOpen = true;
        Assert.Equal(2, await Tally.Count("1")); // from the store, and from there on
        Assert.Equal([0, 1], EventsOfGated());
    }

    [Fact]
    public async Task Who_was_in_the_write_before_has_an_answer_all_the_same()
    {
        var first = Tally.Count("1");
        var write = await store.Next();
        var second = Tally.Count("2");
        await Decided(2);
        write.SetResult();
        (await store.Next()).SetException(new InjectedFaultException("The second write failed."));

        await first.WaitAsync(TimeSpan.FromMinutes(2));
        await Assert.ThrowsAsync<InjectedFaultException>(() => second.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Equal(["1"], Stored);
        Assert.Equal(1, await Tally.Seen());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repeat_waits_for_the_write_it_repeats(bool succeeds)
    {
        var first = Tally.Count("1");
        var write = await store.Next();
        var repeat = Tally.Count("1");
        await Decided(1);
        Assert.False(repeat.IsCompleted);

        if (succeeds) write.SetResult();
        else write.SetException(new InjectedFaultException("The write failed."));
        foreach (var answer in new[] { first, repeat })
        {
            if (succeeds) Assert.Equal(1, await answer.WaitAsync(TimeSpan.FromMinutes(2)));
            else await Assert.ThrowsAsync<InjectedFaultException>(() => answer.WaitAsync(TimeSpan.FromMinutes(2)));
        }

        Assert.Equal(succeeds ? [1] : [], EventsOfGated());
        Assert.Equal(succeeds ? 1 : 0, storage.Commits);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_not_written_again()
    {
        store.IsOpen = true;
        store.LosesNextAnswer = true;
        await Assert.ThrowsAsync<InjectedFaultException>(() => Tally.Count("1"));
        Assert.Equal(1, await Tally.Count("1"));
        Assert.Equal(1, storage.Commits);
        Assert.Equal([1], EventsOfGated());
    }

    [Fact]
    public async Task Events_are_stored_once_over_many_writes()
    {
        store.IsOpen = true;
        for (var key = 1; key <= 5; key++) await Tally.Count($"{key}");
        Assert.Equal([1, 2, 3, 4, 5], EventsOfGated());
        Assert.Equal([1L, 2, 3, 4, 5], storage.Events.Select(stored => stored.Version));
    }

    // A rule may make its state from nothing; what waits to be stored belongs to the grain, not to the state.
    [Fact]
    public async Task A_state_made_from_nothing_drops_no_events()
    {
        var first = Tally.Count("1");
        var write = await store.Next();
        var second = Tally.Count("2");
        await Decided(2);
        var forgotten = Tally.Forget();
        await Decided(0);
        store.IsOpen = true;
        write.SetResult();
        await Task.WhenAll(first, second, forgotten).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([new MailSent(1), new MailSent(2), new MailFailed(0)], storage.Events.Select(stored => stored.Envelope.Event));
    }

    [Fact]
    public async Task Everybody_in_a_shared_write_answers_for_their_own_deed()
    {
        var answers = Enumerable.Range(0, 20).Select(async key =>
        {
            new CallOrigin($"person-{key}", "applicant", $"request-{key}").Apply();
            await Tally.Count($"{key}");
        }).ToList();
        var write = await store.Next();
        await Decided(20);
        store.IsOpen = true;
        write.SetResult();
        await Task.WhenAll(answers).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.All(storage.Events, stored => Assert.Equal($"person-{((MailSent)stored.Envelope.Event).Attempts}", stored.Envelope.Actor));
    }

    [Fact]
    public async Task A_refusal_is_never_committed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Tally.CommitRefusal());

    private async Task CountAndLook(int key)
    {
        await Tally.Count($"{key}");
        Assert.Contains($"{key}", Stored);
    }

    private IEnumerable<int> EventsOfGated() =>
        [.. storage.Events.Where(stored => stored.Grain == Gated).Select(stored => ((MailSent)stored.Envelope.Event).Attempts)];

    private async Task Decided(int count)
    {
        var limit = Environment.TickCount64 + 120_000;
        while (await Tally.Seen() != count)
        {
            if (Environment.TickCount64 > limit) throw new TimeoutException($"The grain never came to {count}.");
            await Task.Yield();
        }
    }
}
