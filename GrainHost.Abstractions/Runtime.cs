namespace Orleans.Runtime;

/// <summary>Something calls can be sent to.</summary>
public interface IAddressable;

/// <summary>The activation a grain instance lives in.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>Which grain this is.</summary>
    GrainId GrainId { get; }

    /// <summary>The instance; null before it is created and after it is gone.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Asks the activation to end once its running requests are done.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>What <see cref="Grain"/> asks of the runtime.</summary>
public interface IGrainRuntime
{
    /// <summary>Gives references to grains.</summary>
    IGrainFactory GrainFactory { get; }
}

/// <summary>The activation whose code runs right now.</summary>
public static class RuntimeContext
{
    /// <summary>The activation whose code runs right now; null outside grains.</summary>
    public static IGrainContext? Current => Flow.Current?.Grain;
}

/// <summary>The kind of a grain, such as <c>application</c>.</summary>
public readonly record struct GrainType
{
    private readonly string? value;

    private GrainType(string value) => this.value = value;

    /// <summary>Makes a kind from its name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(value);
    }

    /// <inheritdoc />
    public override string ToString() => value ?? "";
}

/// <summary>The key of a grain within its kind.</summary>
public readonly record struct IdSpan
{
    private readonly string? value;

    private IdSpan(string value) => this.value = value;

    /// <summary>Makes a key from its text.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new IdSpan(id);
    }

    /// <inheritdoc />
    public override string ToString() => value ?? "";
}

/// <summary>Identity of a grain: kind and key.</summary>
public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    /// <summary>Makes an identity from its parts.</summary>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary><c>kind/key</c>.</summary>
    public override string ToString() => $"{Type}/{Key}";
}

/// <summary>How a reference tells which grain it points at. In-house; grain code asks <see cref="GrainExtensions.GetGrainId"/>.</summary>
public interface IGrainReferenceIdentity
{
    /// <summary>The grain the reference points at.</summary>
    GrainId GrainId { get; }
}

/// <summary>Values that travel with a call to everything it calls: who asked, for what. Changes do not travel back.</summary>
public static class RequestContext
{
    /// <summary>The names set.</summary>
    public static IEnumerable<string> Keys => Values?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The names and values set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Values ?? [];

    private static Dictionary<string, object>? Values
    {
        get => Flow.Current?.Values;
        set
        {
            var flow = Flow.Current;
            Flow.Enter(flow?.Grain, flow?.Request, value);
        }
    }

    /// <summary>The value under a name, or null.</summary>
    public static object? Get(string key) => Values is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for this flow of control and what it calls from now on.</summary>
    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Values = new Dictionary<string, object>(Values ?? []) { [key] = value };
    }

    /// <summary>Removes a value; true when it was there.</summary>
    public static bool Remove(string key)
    {
        if (Values is not { } values || !values.ContainsKey(key)) return false;
        var copy = new Dictionary<string, object>(values);
        copy.Remove(key);
        Values = copy;
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => Values = null;
}

/// <summary>Base of the runtime's own errors.</summary>
public class OrleansException : Exception
{
    public OrleansException() { }

    public OrleansException(string message) : base(message) { }

    public OrleansException(string message, Exception innerException) : base(message, innerException) { }
}
