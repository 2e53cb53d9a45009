using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Reminders;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>What a test host is built of.</summary>
public sealed record GrainHostPlan
{
    /// <summary>Assemblies whose grain classes are hosted.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [];

    /// <summary>Single grain classes, for tests that want a few only.</summary>
    public IReadOnlyList<Type> Classes { get; init; } = [];

    /// <summary>Names under which the memory store is registered; the first is the product's.</summary>
    public IReadOnlyList<string> StorageNames { get; init; } = ["siskop2mi"];

    /// <summary>More services for the grains' constructors.</summary>
    public Action<IServiceCollection> Services { get; init; } = static _ => { };

    /// <summary>Changes of the host's settings.</summary>
    public Action<GrainHostOptions> Options { get; init; } = static _ => { };
}

/// <summary>An open grain host in a test: real runtime, memory store, hand-driven clock.</summary>
public sealed class GrainHostFixture : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private GrainHostFixture(ServiceProvider services, ManualTimeProvider time, MemoryGrainStorage storage, IReminderSource reminders)
    {
        this.services = services;
        Time = time;
        Storage = storage;
        Reminders = reminders;
        Host = services.GetRequiredService<GrainHostRuntime>();
    }

    /// <summary>The host.</summary>
    public GrainHostRuntime Host { get; }

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => Host;

    /// <summary>The clock.</summary>
    public ManualTimeProvider Time { get; }

    /// <summary>The store behind every storage name.</summary>
    public MemoryGrainStorage Storage { get; }

    /// <summary>The reminders.</summary>
    public IReminderSource Reminders { get; }

    /// <summary>The container.</summary>
    public IServiceProvider Services => services;

    /// <summary>Builds and opens a host. Two hosts share a database by sharing clock, storage and reminders.</summary>
    public static async Task<GrainHostFixture> OpenAsync(
        GrainHostPlan plan, ManualTimeProvider? time = null, MemoryGrainStorage? storage = null, IReminderSource? reminders = null)
    {
        var fixture = Build(
            plan, time ?? new ManualTimeProvider(), storage ?? new MemoryGrainStorage(), reminders ?? new MemoryReminderSource());
        await fixture.Host.OpenAsync();
        return fixture;
    }

    /// <summary>Builds a host and leaves it closed.</summary>
    public static GrainHostFixture Build(GrainHostPlan plan, ManualTimeProvider time, MemoryGrainStorage storage, IReminderSource reminders)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(reminders);
        foreach (var name in plan.StorageNames) services.AddKeyedSingleton<IGrainStorage>(name, storage);
        services.AddGrainHost(plan.Options, new GrainAssemblies(plan.Assemblies, plan.Classes));
        plan.Services(services);
        return new GrainHostFixture(services.BuildServiceProvider(), time, storage, reminders);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => services.DisposeAsync();
}
