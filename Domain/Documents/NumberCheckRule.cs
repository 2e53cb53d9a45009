using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Documents;

/// <summary>
/// A number is checked before the upload is allowed; if it is not valid, one cannot go on (guide L10, L11). A register that
/// gives no answer holds nobody up: the check is pending, asked again, and only the sending of an application waits for it
/// (domain reference 5.8 [assumption]).
/// </summary>
public static class NumberCheckRule
{
    /// <summary>The one register there is an adapter for.</summary>
    public const string StrRegister = "str-register";

    /// <summary>A check is good for an upload so long [assumption]: a registration may end meanwhile.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromDays(7);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>What can be told without the register: a repeat or a refusal. Null when it must be asked.</summary>
    public static Decision<DocumentState>? BeforeAsking(DocumentState state, CheckNumber command, DocumentType? type)
    {
        if (state.Status is not DocumentStatus.NotStarted) return Again(state, command);
        var refusal = type is null ? DocumentRefusals.UnknownType.With("type", command.TypeCode)
            : type.ExternalCheck is null ? DocumentRefusals.CheckNotAsked.With("type", command.TypeCode)
            : type.ExternalCheck is not StrRegister ? DocumentRefusals.RegisterUnavailable.With("register", type.ExternalCheck)
            : AddDocumentRule.CheckNumber(command.Number, type);
        return refusal is null ? null : Decision.Refuse(state, refusal);
    }

    /// <summary>What the register's first answer means. A number it does not accept leaves nothing behind.</summary>
    public static Decision<DocumentState> Decide(DocumentState state, CheckNumber command, NumberCheckFacts facts)
    {
        if (BeforeAsking(state, command, facts.Type) is { } decided) return decided;
        var next = state with
        {
            OwnerId = command.OwnerId,
            TypeCode = command.TypeCode,
            Number = command.Number,
            NumberCheck = new NumberCheck { StartedAt = facts.Now, Answer = facts.Answer },
        };
        return facts.Answer switch
        {
            StrAnswer.Valid => Decision.Accept(
                next with { Status = DocumentStatus.NumberAccepted }, new DocumentNumberAccepted(command.OwnerId, command.TypeCode)),
            StrAnswer.NoAnswer => Decision.Accept(
                next with { Status = DocumentStatus.NumberCheckPending, NumberCheck = next.NumberCheck with { Silences = 1 } },
                new DocumentNumberDeferred(command.OwnerId, command.TypeCode)),
            _ => Decision.Refuse(state, Rejected(facts.Answer)),
        };
    }

    /// <summary>What a later answer means for a check that is pending, with the file or without.</summary>
    public static Decision<DocumentState> Hear(DocumentState state, StrAnswer answer)
    {
        if (!IsPending(state)) return Decision.Repeat(state);
        var (owner, type, check) = (state.OwnerId!, state.TypeCode!, state.NumberCheck!);
        return answer switch
        {
            StrAnswer.NoAnswer => Decision.Accept(state with { NumberCheck = check with { Silences = check.Silences + 1 } }),
            StrAnswer.Valid => Decision.Accept(
                state with
                {
                    Status = state.Status is DocumentStatus.CheckPending ? DocumentStatus.Uploaded : DocumentStatus.NumberAccepted,
                    NumberCheck = check with { Answer = answer },
                },
                new DocumentNumberConfirmed(owner, type)),
            _ => Decision.Accept(
                state with { Status = DocumentStatus.NumberRejected, NumberCheck = check with { Answer = answer } },
                new DocumentNumberRejected(owner, type, answer)),
        };
    }

    /// <summary>Whether the register is to be asked again. Not for ever: a check that no file followed is given up.</summary>
    public static bool IsToBeAskedAgain(DocumentState state, DateTimeOffset now) =>
        state.Status is DocumentStatus.CheckPending || (IsPending(state) && !IsTooOld(state.NumberCheck!, now));

    /// <summary>A minute, doubled each time, at most an hour.</summary>
    public static TimeSpan WaitAfter(int silences)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silences, 1);
        return silences > 6 ? LongestWait : FirstWait * (1 << (silences - 1));
    }

    /// <summary>Why an upload cannot rest on a check; null when it can, or when it is a repeat of one that did.</summary>
    public static Refusal? CheckUpload(NumberCheckView? check, string ownerId, DocumentMetadata metadata, DateTimeOffset now)
    {
        if (check is null) return DocumentRefusals.CheckRequired;
        if (check.OwnerId != ownerId) return DocumentRefusals.NotFound;
        if (check.Status is DocumentStatus.NumberRejected) return Rejected(check.Check.Answer);
        if (check.Status is not (DocumentStatus.NumberAccepted or DocumentStatus.NumberCheckPending)) return null;
        if (check.TypeCode != metadata.TypeCode || check.Number != metadata.Number) return DocumentRefusals.CheckOfOther;
        return IsTooOld(check.Check, now) ? DocumentRefusals.CheckRequired : null;
    }

    /// <summary>Why the register does not accept a number; null when it does, or has not said.</summary>
    public static RefusalReason? ReasonOf(StrAnswer answer) => answer switch
    {
        StrAnswer.NotFound => new RefusalReason("register-not-found", "/number"),
        StrAnswer.Expired => new RefusalReason("register-expired", "/number"),
        StrAnswer.NameMismatch => new RefusalReason("register-name-mismatch", "/number"),
        _ => null,
    };

    private static Decision<DocumentState> Again(DocumentState state, CheckNumber command)
    {
        if (state.Status is DocumentStatus.Removed) return Decision.Refuse(state, DocumentRefusals.NotFound);
        var isSame = (state.OwnerId, state.TypeCode, state.Number) == (command.OwnerId, command.TypeCode, command.Number);
        if (!isSame || state.NumberCheck is null)
            return Decision.Refuse(state, RequestRefusals.KeyReused);
        return state.Status is DocumentStatus.NumberRejected
            ? Decision.Refuse(state, Rejected(state.NumberCheck.Answer)) : Decision.Repeat(state);
    }

    private static bool IsPending(DocumentState state) =>
        state.Status is DocumentStatus.NumberCheckPending or DocumentStatus.CheckPending;

    private static bool IsTooOld(NumberCheck check, DateTimeOffset now) => now >= check.StartedAt + GoodFor;

    internal static Refusal Rejected(StrAnswer answer) => DocumentRefusals.NumberRejected.Because(
        [ReasonOf(answer) ?? throw new ArgumentOutOfRangeException(nameof(answer), answer, "The register did not say no.")]);
}

/// <summary>What the rule needs to know.</summary>
/// <param name="Type">The document type; null when there is none of that code.</param>
/// <param name="Answer">What the register said.</param>
/// <param name="Now">The instant of the check.</param>
public sealed record NumberCheckFacts(DocumentType? Type, StrAnswer Answer, DateTimeOffset Now);
