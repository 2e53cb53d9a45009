using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// Base of the state of a grain: an immutable record with a parameterless constructor, whose defaults are the state of
/// "nothing yet".
/// </summary>
public abstract record Entity
{
    /// <summary>
    /// Events decided and not yet stored. The storage writes them in the transaction of the state, never inside it;
    /// only <c>Grains/Commits.cs</c> sets this.
    /// </summary>
    [JsonIgnore]
    public ImmutableArray<EventEnvelope> Unpublished { get; init; } = [];
}
