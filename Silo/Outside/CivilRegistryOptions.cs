namespace Siskop2mi.Silo.Outside;

/// <summary>Where the civil registry is and how long we wait for it. Configuration section <c>CivilRegistry</c>.</summary>
public sealed record CivilRegistryOptions
{
    /// <summary>Base address; null while none is configured: then every check stays pending.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>How long a person is kept waiting before the check goes on without them.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(4);
}
