using System.Collections.Immutable;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// A named reason why a command was not carried out. The code is stable and public: clients and the text catalogue
/// (key <c>refusal.CODE</c>) rest on it. The kind alone decides the HTTP status.
/// </summary>
/// <param name="Code">Kebab-case, unique in the system, never reused for another meaning.</param>
/// <param name="Kind">What sort of reason it is.</param>
public sealed record Refusal(string Code, RefusalKind Kind)
{
    /// <summary>Values the text needs, such as a date or a link to the other application. Never personal data.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>The single reasons behind a refusal that has several, in the order in which to mend them.</summary>
    public ImmutableArray<RefusalReason> Reasons { get; init; } = [];

    /// <summary>The same refusal with a value for its text.</summary>
    public Refusal With(string fact, string value) => this with { Facts = Facts.SetItem(fact, value) };

    /// <summary>The same refusal with the single reasons behind it.</summary>
    public Refusal Because(IEnumerable<RefusalReason> reasons) => this with { Reasons = [.. reasons] };
}

/// <summary>One thing to mend.</summary>
/// <param name="Code">Stable, kebab-case; the text catalogue has <c>reason.CODE</c>.</param>
/// <param name="Pointer">JSON pointer or name of the field, document type or step concerned; empty when it is the whole.</param>
public sealed record RefusalReason(string Code, string Pointer = "");

/// <summary>What sort of reason a refusal is; the front door turns it into a status code.</summary>
public enum RefusalKind
{
    Unspecified = 0,

    /// <summary>The value itself is wrong. 422.</summary>
    Invalid = 1,

    /// <summary>There is no such thing, or not for this person. 404.</summary>
    NotFound = 2,

    /// <summary>The role or office may not do this. 403.</summary>
    Forbidden = 3,

    /// <summary>The state of the thing does not allow it now. 409.</summary>
    Conflict = 4,

    /// <summary>It existed and is over, such as a used link. 410.</summary>
    Gone = 5,

    /// <summary>Too often; may be tried later. 429.</summary>
    TooMany = 6,

    /// <summary>Something outside is away; may be tried later. 503.</summary>
    Unavailable = 7,

    /// <summary>The name, password, code or token does not hold. 401.</summary>
    Unauthenticated = 8,

    /// <summary>The caller's version is stale. 412.</summary>
    Stale = 9,
}
