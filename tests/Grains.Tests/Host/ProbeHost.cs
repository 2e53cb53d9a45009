using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Reminders;
using Siskop2mi.Grains.Tests.Host.Samples;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Host;

/// <summary>Base of the runtime's tests: an open host with probes, on the real thread pool.</summary>
public abstract class ProbeHost : IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected ProbeBoard Board { get; } = new();

    protected ManualTimeProvider Time { get; } = new();

    protected MemoryGrainStorage Storage { get; } = new();

    protected IReminderSource Reminders { get; } = new MemoryReminderSource();

    protected GrainHostFixture Fixture { get; private set; } = null!;

    protected GrainHostRuntime Host => Fixture.Host;

    protected IProbeGrain ProbeA => Probe("a");

    protected IProbeGrain ProbeB => Probe("b");

    protected virtual IReadOnlyList<Type> Classes => [typeof(ProbeGrain), typeof(ReentrantProbeGrain)];

    public async Task InitializeAsync() => Fixture = await OpenAnother();

    public async Task DisposeAsync() => await Fixture.DisposeAsync();

    protected IProbeGrain Probe(string key) => Host.GetGrain<IProbeGrain>(key);

    protected virtual void Configure(GrainHostOptions options)
    {
    }

    /// <summary>A host on the same clock, store and reminders, as after a restart or beside the first.</summary>
    protected Task<GrainHostFixture> OpenAnother() => GrainHostFixture.OpenAsync(
        new GrainHostPlan
        {
            Classes = Classes,
            Services = services => services.AddSingleton(Board).AddSingleton(new SampleDefectSwitch(SampleDefect.None)),
            Options = Configure,
        },
        Time, Storage, Reminders);
}
