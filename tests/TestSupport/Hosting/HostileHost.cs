using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>
/// A real grain host on one thread, driven by a seed against everything Orleans does not promise: it copies arguments and
/// answers, ends activations between calls, drops the host, fails reads and writes (also writes that were stored), loses,
/// doubles and delays ticks, interleaves what is ready, and moves time. Used through <see cref="HostileRun"/>.
/// </summary>
internal sealed class HostileHost : IStorageFaults, IAsyncDisposable
{
    private readonly SeededExecutor executor;
    private readonly GrainHostFixture fixture;
    private bool hostile;

    public HostileHost(GrainHostPlan plan, HostileFaults faults, SeededRandom random, HostileTrace trace)
    {
        Faults = faults;
        Random = random;
        Trace = trace;
        executor = new SeededExecutor(random, trace);
        Clients = new ClientScheduler(executor);
        var hostilePlan = plan with { Options = options => Configure(options, plan) };
        fixture = GrainHostFixture.Build(
            hostilePlan, new ManualTimeProvider(), new MemoryGrainStorage(this), new HostileReminderSource(
                new MemoryReminderSource(), this));
        Open();
    }

    public HostileFaults Faults { get; }

    public HostileCounts Counts { get; } = new();

    public SeededRandom Random { get; }

    public HostileTrace Trace { get; }

    public ClientScheduler Clients { get; }

    public GrainHostFixture Fixture => fixture;

    public bool Leaked => executor.Leaked;

    public long Steps { get; private set; }

    /// <summary>Whether faults are made.</summary>
    public void BeHostile(bool value) => hostile = value;

    /// <summary>Whether a fault of this probability strikes now.</summary>
    public bool Draw(double probability) => hostile && probability > 0 && Random.Chance(probability);

    /// <summary>One thing happens: perhaps a fault, then a ready item; with nothing ready, time moves to the next timer.</summary>
    public void Step()
    {
        Steps++;
        Harass();
        if (executor.Step()) return;
        fixture.Time.AdvanceTo(fixture.Time.NextTimer ?? throw new InvalidOperationException("Nothing is ready and no timer is set."));
    }

    /// <summary>The process dies and comes back: all that is left is what was stored.</summary>
    public void Crash()
    {
        fixture.Host.DropAll();
        Open();
    }

    public async Task BeforeRead(GrainId grain)
    {
        await executor.Pause();
        if (!Draw(Faults.FailedRead)) return;
        Counts.FailedReads++;
        Trace.Add($"{grain}: read fails");
        throw new InjectedFaultException($"The read of {grain} failed.");
    }

    public async Task BeforeCommit(GrainId grain)
    {
        await executor.Pause();
        if (!Draw(Faults.FailedBeforeCommit)) return;
        Counts.FailedBeforeCommit++;
        Trace.Add($"{grain}: write fails, nothing stored");
        throw new InjectedFaultException($"The write of {grain} failed before the commit.");
    }

    public async Task AfterCommit(GrainId grain)
    {
        Trace.Add($"{grain}: stored");
        var fails = Draw(Faults.FailedAfterCommit);
        await executor.Pause();
        if (!fails) return;
        Counts.FailedAfterCommit++;
        Trace.Add($"{grain}: write fails although stored");
        throw new InjectedFaultException($"The answer to the commit of {grain} was lost.");
    }

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private void Configure(GrainHostOptions options, GrainHostPlan plan)
    {
        // Idle collection off: the order of its walk is not the seed's; activations are ended here instead.
        options.CollectionQuantum = TimeSpan.FromDays(1);
        plan.Options(options);
        options.Executor = executor;
        options.Copier = new JsonCopier();
    }

    private void Open()
    {
        // On this host opening never waits.
        if (!fixture.Host.OpenAsync().IsCompletedSuccessfully) throw new InvalidOperationException("The host did not open at once.");
    }

    private void Harass()
    {
        if (!hostile) return;
        if (Random.Chance(Faults.TimeStep)) fixture.Time.Advance(TimeSpan.FromMilliseconds(Random.Next(20)));
        if (Random.Chance(Faults.Deactivation)) EndOne();
        if (Random.Chance(Faults.Crash))
        {
            Counts.Crashes++;
            Trace.Add("host: dropped and opened again");
            Crash();
        }

        if (!Random.Chance(Faults.TimeJump)) return;
        Counts.TimeJumps++;
        var jump = TimeSpan.FromSeconds(Random.Next(120));
        Trace.Add($"time: jumps by {jump}");
        fixture.Time.Advance(jump);
    }

    private void EndOne()
    {
        var all = fixture.Host.Activations;
        if (all.Count == 0) return;
        var one = Random.Pick([.. all.OrderBy(activation => activation.GrainId.ToString(), StringComparer.Ordinal)]);
        Counts.Deactivations++;
        Trace.Add($"{one.GrainId}: ended");
        one.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "The hostile host wants it."));
    }
}
