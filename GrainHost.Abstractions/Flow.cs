namespace Orleans.Runtime;

/// <summary>
/// What travels with a flow of control: whose code it is, which request it serves, and the values of
/// <see cref="RequestContext"/>. One slot for the three, because setting a slot copies the execution context.
/// </summary>
internal abstract class Flow
{
    private static readonly AsyncLocal<Flow?> Local = new();

    public static Flow? Current
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    /// <summary>The activation whose code it is; null outside grains.</summary>
    public abstract IGrainContext? Grain { get; }

    /// <summary>The request served, in the runtime's own terms; null outside grains.</summary>
    public abstract object? Request { get; }

    /// <summary>Never changed once in place, so that calls hand one instance on without a copy.</summary>
    public abstract Dictionary<string, object>? Values { get; }

    /// <summary>Enters an activation, or a part of this flow with other values.</summary>
    public static void Enter(IGrainContext? grain, object? request, Dictionary<string, object>? values) =>
        Current = grain is null && request is null && values is null ? null : new Plain(grain, request, values);

    private sealed class Plain(IGrainContext? grain, object? request, Dictionary<string, object>? values) : Flow
    {
        public override IGrainContext? Grain => grain;

        public override object? Request => request;

        public override Dictionary<string, object>? Values => values;
    }
}
