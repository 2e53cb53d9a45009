namespace Siskop2mi.Domain.Primitives;

/// <summary>Refusals about how a request relates to earlier ones, the same in every area.</summary>
public static class RequestRefusals
{
    /// <summary>The caller saw an older version than there is now.</summary>
    public static readonly Refusal VersionConflict = new("version-conflict", RefusalKind.Stale);

    /// <summary>An idempotency key came back with other content.</summary>
    public static readonly Refusal KeyReused = new("idempotency-key-reused", RefusalKind.Invalid);
}
