namespace Siskop2mi.Silo.Outside;

/// <summary>Where an outside system is, and how long we bear with it.</summary>
public abstract record OutsideOptions
{
    /// <summary>Base address; null while none is configured: then it never answers and everything waits.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>Sent as a bearer token; null for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long one question may take, until its reply is read whole.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>After so many questions in a row without an answer nothing is asked for a while.</summary>
    public int FailuresBeforePause { get; init; } = 5;

    /// <summary>How long that while is; then one question finds out.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Without the key.</summary>
    public sealed override string ToString() => $"{GetType().Name} {BaseAddress}";
}

/// <summary>The civil registry. Configuration section <c>CivilRegistry</c>.</summary>
public sealed record CivilRegistryOptions : OutsideOptions;

/// <summary>The register of health workers. Configuration section <c>StrRegister</c>.</summary>
public sealed record StrRegisterOptions : OutsideOptions;

/// <summary>The operator that carries text messages. Configuration section <c>SmsGateway</c>.</summary>
public sealed record SmsGatewayOptions : OutsideOptions
{
    public SmsGatewayOptions() => Timeout = TimeSpan.FromSeconds(10);
}
