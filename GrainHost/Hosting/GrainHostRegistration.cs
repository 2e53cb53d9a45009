using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Runtime;
using Orleans.Timers;
using Siskop2mi.GrainHost.Reminders;

namespace Siskop2mi.GrainHost.Hosting;

/// <summary>Where a host looks for grain classes.</summary>
/// <param name="Assemblies">All grain classes of these.</param>
/// <param name="Classes">And these single ones.</param>
public sealed record GrainAssemblies(IReadOnlyList<Assembly> Assemblies, IReadOnlyList<Type> Classes);

/// <summary>Registers the grain host.</summary>
public static class GrainHostRegistration
{
    /// <summary>
    /// Registers <see cref="GrainHostRuntime"/>, closed, with the grain classes of the assemblies, and <see cref="IGrainFactory"/> to
    /// call them. Stores are registered beside it as keyed <c>IGrainStorage</c>, reminders as <see cref="IReminderSource"/>.
    /// </summary>
    public static IServiceCollection AddGrainHost(
        this IServiceCollection services, Action<GrainHostOptions>? configure, params Assembly[] grainAssemblies) =>
        services.AddGrainHost(configure, new GrainAssemblies(grainAssemblies, []));

    /// <inheritdoc cref="AddGrainHost(IServiceCollection, Action{GrainHostOptions}?, Assembly[])" />
    public static IServiceCollection AddGrainHost(
        this IServiceCollection services, Action<GrainHostOptions>? configure, GrainAssemblies grains)
    {
        services.AddLogging();
        services.AddOptions<GrainHostOptions>();
        if (configure is not null) services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(grains);
        services.AddSingleton<GrainHostRuntime>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<GrainHostRuntime>());
        services.AddSingleton<IGrainRuntime>(provider => provider.GetRequiredService<GrainHostRuntime>());
        services.AddSingleton<IReminderRegistry, ReminderRegistry>();
        return services;
    }
}
