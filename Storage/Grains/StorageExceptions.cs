namespace Siskop2mi.Storage.Grains;

/// <summary>
/// The commit was sent and no answer came: the write is there or it is not. The grain must drop its memory and read
/// again; the caller repeats with the same key.
/// </summary>
public sealed class CommitOutcomeUnknownException(Exception cause)
    : Exception("The commit was sent, but its outcome is unknown. Read the state again before going on.", cause);

/// <summary>The database could not take the commit. Nothing of it is stored.</summary>
public sealed class StorageUnavailableException(string reason, Exception? cause = null)
    : Exception($"The database could not take the commit; nothing of it is stored: {reason}", cause);

/// <summary>This node no longer holds the lease: another one is active. Nothing of the commit is stored.</summary>
public sealed class FencedException() : Exception("This node no longer holds the lease; nothing of the commit is stored.");

/// <summary>
/// The database refuses this one write whatever is around it: text that cannot be stored, a check that fails, something
/// too large. The message names the reason and never the content.
/// </summary>
/// <param name="sqlState">The five-character code of PostgreSQL.</param>
/// <param name="reason">In plain words.</param>
public sealed class WriteRefusedException(string sqlState, string reason)
    : Exception($"The database refuses this write ({sqlState}): {reason}")
{
    /// <summary>The five-character code of PostgreSQL.</summary>
    public string SqlState { get; } = sqlState;
}

/// <summary>A stored state cannot be read: broken JSON, or sealed with a key that is not in the ring or for another row.</summary>
public sealed class StateUnreadableException(string table, string key, Exception cause)
    : Exception($"The state of {table}/{key} cannot be read.", cause);
