using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// How the look at a dossier ends: verified, sent back, failed, or the applicant did not come. Only the officer who holds it
/// decides; the same decision again by the same officer changes nothing.
/// </summary>
public static class VerificationEndRule
{
    public static Decision<ApplicationState> Verify(ApplicationState state, VerifyApplication command, DateTimeOffset now)
    {
        if (IsDone(state, command.OfficerId, command.OfficeId, ApplicationStatus.DocumentsVerified)) return Decision.Repeat(state);
        if (VerificationRule.Blocked(state, command.OfficerId, command.OfficeId, ApplicationCommand.Verify) is { } refusal)
            return Decision.Refuse(state, refusal);
        if (NotInOrder(state, command.AcceptsAll) is { Length: > 0 } missing)
            return Decision.Refuse(state, VerificationRefusals.VerdictsMissing.Because(missing));

        var accepted = VerdictRule.TypesWith(state, null).ToDictionary(type => type, type => new DocumentVerdict
        {
            DocumentId = state.Documents[type],
            Kind = VerdictKind.Ok,
            OfficerId = command.OfficerId,
            At = now,
        });
        var next = state with
        {
            Status = ApplicationStatuses.After(state.Status, ApplicationCommand.Verify)!.Value,
            Verdicts = state.Verdicts.SetItems(accepted),
            VerifiedAt = now,
            Revision = state.Revision + 1,
        };
        return Decision.Accept(next, new DocumentsVerified(command.OfficerId));
    }

    /// <param name="state">The application.</param>
    /// <param name="command">The decision.</param>
    /// <param name="now">The time.</param>
    /// <param name="fixDays">Days the applicant has, to the end of the last one in Jakarta.</param>
    public static Decision<ApplicationState> Return(ApplicationState state, ReturnApplication command, DateTimeOffset now, int fixDays)
    {
        if (VerificationRule.IsOfOffice(state, command.OfficeId) && state is { Status: ApplicationStatus.NeedsFix, Claim: null }
            && state.SentBack is { } sent && sent.OfficerId == command.OfficerId && sent.Message == command.Message)
            return Decision.Repeat(state);
        if (VerificationRule.Blocked(state, command.OfficerId, command.OfficeId, ApplicationCommand.Return) is { } refusal)
            return Decision.Refuse(state, refusal);
        if (VerdictRule.TypesWith(state, VerdictKind.Failed) is { Length: > 0 } failed)
            return Decision.Refuse(state, VerificationRefusals.CannotBeFixed.Because(failed.Select(
                type => new RefusalReason("verdict-failed", $"documents/{type}"))));
        var toFix = VerdictRule.TypesWith(state, VerdictKind.NeedsFix);
        if (toFix.IsEmpty && state.Status is not ApplicationStatus.NeedsFix)
            return Decision.Refuse(state, VerificationRefusals.NothingToFix);
        if (ReasonRule.CheckNote(command.Message) is { } wrong) return Decision.Refuse(state, wrong);

        var dueAt = IndonesianTime.EndOfJakartaDay(IndonesianTime.JakartaDate(now).AddDays(fixDays)).ToUniversalTime();
        var next = state with
        {
            Status = ApplicationStatuses.After(state.Status, ApplicationCommand.Return)!.Value,
            SentBack = new SentBack(command.OfficerId, now, dueAt, command.Message),
            Claim = null,
            Revision = state.Revision + 1,
        };
        return Decision.Accept(next, new ApplicationReturned(command.OfficerId, toFix.Length, dueAt));
    }

    /// <param name="state">The application.</param>
    /// <param name="command">The decision.</param>
    /// <param name="reason">The reason named, when the catalogue has it for a failure.</param>
    /// <param name="now">The time.</param>
    public static Decision<ApplicationState> Fail(ApplicationState state, FailApplication command, Reason? reason, DateTimeOffset now)
    {
        if (IsDone(state, command.OfficerId, command.OfficeId, ApplicationStatus.DocumentsFailed)
            && state.VerificationEnd?.Reason == command.Reason) return Decision.Repeat(state);
        if (VerificationRule.Blocked(state, command.OfficerId, command.OfficeId, ApplicationCommand.Fail) is { } refusal)
            return Decision.Refuse(state, refusal);
        if (ReasonRule.Check(reason, command.Note) is { } wrong) return Decision.Refuse(state, wrong);

        var next = state with
        {
            Status = ApplicationStatuses.After(state.Status, ApplicationCommand.Fail)!.Value,
            Place = null,
            VerificationEnd = new VerificationEnd(command.OfficerId, now, command.Reason, command.Note),
            Revision = state.Revision + 1,
        };
        return Decision.Accept(next, new DocumentsFailed(command.OfficerId, command.Reason));
    }

    public static Decision<ApplicationState> MarkAbsent(ApplicationState state, MarkAbsent command, DateTimeOffset now)
    {
        if (IsDone(state, command.OfficerId, command.OfficeId, ApplicationStatus.Absent)) return Decision.Repeat(state);
        if (VerificationRule.Blocked(state, command.OfficerId, command.OfficeId, ApplicationCommand.MarkAbsent) is { } refusal)
            return Decision.Refuse(state, refusal);
        if (ReasonRule.CheckNote(command.Note) is { } wrong) return Decision.Refuse(state, wrong);

        var next = state with
        {
            Status = ApplicationStatuses.After(state.Status, ApplicationCommand.MarkAbsent)!.Value,
            Place = null,
            VerificationEnd = new VerificationEnd(command.OfficerId, now, null, command.Note),
            Revision = state.Revision + 1,
        };
        return Decision.Accept(next, new AbsenceMarked(command.OfficerId));
    }

    private static bool IsDone(ApplicationState state, string officerId, string officeId, ApplicationStatus status) =>
        VerificationRule.IsOfOffice(state, officeId) && state.Status == status && state.Claim?.OfficerId == officerId;

    private static ImmutableArray<RefusalReason> NotInOrder(ApplicationState state, bool acceptsAll)
    {
        var missing = ImmutableArray.CreateBuilder<RefusalReason>();
        foreach (var type in state.Documents.Keys)
        {
            switch (VerdictRule.Current(state.Documents, state.Verdicts, type)?.Kind)
            {
                case VerdictKind.Ok:
                case null when acceptsAll:
                    break;
                case null:
                    missing.Add(new RefusalReason("verdict-missing", $"documents/{type}"));
                    break;
                default:
                    missing.Add(new RefusalReason("verdict-not-ok", $"documents/{type}"));
                    break;
            }
        }

        return missing.ToImmutable();
    }
}
