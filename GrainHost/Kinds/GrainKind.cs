using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Siskop2mi.GrainHost.References;

namespace Siskop2mi.GrainHost.Kinds;

/// <summary>One grain class, as reflection found it. Worked out once a process, whatever the number of hosts.</summary>
internal sealed class GrainKind
{
    private static readonly ConcurrentDictionary<Type, GrainKind> Known = new();

    private GrainKind(Type grainClass)
    {
        Class = grainClass;
        var attribute = grainClass.GetCustomAttribute<GrainTypeAttribute>(inherit: false)
            ?? throw new InvalidOperationException(
                $"Grain class {grainClass} has no [GrainType]; its name is what its records are stored under.");
        Name = attribute.GetGrainType(EmptyServices.Instance, grainClass).ToString();
        Interface = ApplicationInterface(grainClass);
        Reentrant = grainClass.IsDefined(typeof(ReentrantAttribute));
        Remindable = typeof(IRemindable).IsAssignableFrom(grainClass);
        Create = ConstructorPlan.For(grainClass);
        References = ReferenceEmitter.For(Interface);
        Methods = [.. References.Methods.Select(method => new MethodShape(Name, method.Name, method))];
        ReminderMethod = new MethodShape(Name, nameof(IRemindable.ReceiveReminder), null);
        KindTag = new("grain.kind", Name);
    }

    public Type Class { get; }

    public string Name { get; }

    public Type Interface { get; }

    public bool Reentrant { get; }

    public bool Remindable { get; }

    public Func<Activations.Activation, IServiceProvider, Grain> Create { get; }

    public ReferenceType References { get; }

    public MethodShape[] Methods { get; }

    public MethodShape ReminderMethod { get; }

    public KeyValuePair<string, object?> KindTag { get; }

    public static GrainKind Of(Type grainClass) => Known.GetOrAdd(grainClass, static type => new GrainKind(type));

    private static Type ApplicationInterface(Type grainClass)
    {
        var candidates = grainClass.GetInterfaces()
            .Where(type => typeof(IGrainWithStringKey).IsAssignableFrom(type) && type != typeof(IGrainWithStringKey)).ToArray();
        var leaves = candidates.Where(type => !candidates.Any(other => other != type && type.IsAssignableFrom(other))).ToArray();
        return leaves is [var only]
            ? only
            : throw new InvalidOperationException(
                $"Grain class {grainClass} must implement exactly one interface deriving from {nameof(IGrainWithStringKey)}; it implements "
                + (leaves.Length == 0 ? "none." : string.Join(", ", leaves.Select(type => type.Name)) + "."));
    }

    private sealed class EmptyServices : IServiceProvider
    {
        public static readonly EmptyServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
