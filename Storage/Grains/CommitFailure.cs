using Npgsql;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Grains;

/// <summary>What a failed transaction means for the writes in it.</summary>
internal enum CommitFailure
{
    /// <summary>No answer: it may be stored or not.</summary>
    Unknown = 0,

    /// <summary>Another node is active.</summary>
    Fenced = 1,

    /// <summary>Rolled back because of something in one of the writes.</summary>
    Refused = 2,

    /// <summary>Rolled back because of the state the server is in, or never sent.</summary>
    Unavailable = 3,
}

/// <summary>Reads the errors of PostgreSQL.</summary>
internal static class CommitFailures
{
    /// <summary>
    /// Only an answer of severity ERROR says for certain that the transaction was rolled back. FATAL ends the session and
    /// may come after the commit, before its answer.
    /// </summary>
    public static CommitFailure Classify(Exception failure) => failure switch
    {
        PostgresException { InvariantSeverity: not "ERROR" } => CommitFailure.Unknown,
        PostgresException { SqlState: "SK001" } => CommitFailure.Fenced,
        PostgresException { SqlState: [var a, var b, ..] } when ServersOwnFault(a, b) => CommitFailure.Unavailable,
        PostgresException => CommitFailure.Refused,
        _ => CommitFailure.Unknown,
    };

    /// <summary>The exception for one write that was refused on its own. Never carries the server's texts: they quote values.</summary>
    public static Exception Refusal(PostgresException failure, PendingWrite write) => failure switch
    {
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: { } name } when name != $"{write.Table.Name}_pkey" =>
            new UniqueValueTakenException(name),
        { SqlState: PostgresErrorCodes.LockNotAvailable or ['4', '0', ..] } =>
            new StorageUnavailableException("somebody else holds the row"),
        _ => new WriteRefusedException(failure.SqlState, Words(failure)),
    };

    // 08 connection, 25 read-only, 53 out of disk, memory or connections, 57 operator intervention, 58 input or output.
    private static bool ServersOwnFault(char a, char b) => (a, b) is ('0', '8') or ('2', '5') or ('5', '3') or ('5', '7') or ('5', '8');

    private static string Words(PostgresException failure) => failure switch
    {
        { SqlState: PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation } => $"constraint {failure.ConstraintName}",
        { SqlState: PostgresErrorCodes.UndefinedTable } => "there is no table for this state; is a migration missing?",
        { SqlState: ['2', '2', ..] } => "a value cannot be stored as it is",
        { SqlState: ['5', '4', ..] } => "something is too large",
        _ => "see the server's log",
    };
}
