using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Primitives;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>How the sabotaged grain breaks what <c>Commits</c> promises. The checks must notice each.</summary>
public enum Sabotage
{
    None = 0,

    /// <summary>Broken in nothing: what is noticed of the others is the sabotage, not the copy.</summary>
    OnlyCopied,

    /// <summary>After a failed write the decided state stays in memory and the activation lives on.</summary>
    StateAhead,

    /// <summary>Events stay in the state after they were stored and are stored again.</summary>
    EventsTwice,

    /// <summary>The answer leaves before the write is done.</summary>
    AnswerBeforeDurable,

    /// <summary>A failed write is answered as if it had been done.</summary>
    FailureSwallowed,
}

/// <summary>Tells the grain how to be broken.</summary>
public sealed record SabotageSwitch(Sabotage Value);

/// <summary>The shell of an application with a commit of its own, to be broken.</summary>
[GrainType("application")]
public sealed class SabotagedApplicationGrain(
    [PersistentState("application", StorageNames.Siskop2mi)] IPersistentState<ApplicationState> application,
        SabotageSwitch sabotage) : Grain, IApplicationGrain
{
    public Task<Outcome<ApplicationView>> Start(StartApplication command) =>
        Decide(DraftRule.Start(application.State, command, this.GetPrimaryKeyString(), new StartFacts(Places.Batch, true)));

    public Task<Outcome<ApplicationView>> PickDocuments(PickDocuments command) =>
        Decide(DraftRule.PickDocuments(application.State, command));

    public Task<Outcome<ApplicationView>> AnswerLastStep(AnswerLastStep command) =>
        Decide(DraftRule.AnswerLastStep(application.State, command, true));

    public async Task<Outcome<ApplicationReceipt>> Submit(SubmitApplication command)
    {
        var facts = new SubmissionFacts
        {
            VacancyIsOpen = true,
            MissingFromProfile = [],
            RequiredTypes = Places.Required,
            UnusableDocuments = [],
        };
        var outcome = await Decide(SubmissionRule.Decide(application.State, command, facts));
        return outcome.Refusal is { } refusal
            ? refusal : new ApplicationReceipt(this.GetPrimaryKeyString(), application.State.SubmittedAt!.Value);
    }

    public Task<Outcome<ApplicationView>> Claim(ClaimApplication command) =>
        Decide(VerificationRule.Claim(application.State, command, DateTimeOffset.UnixEpoch));

    public Task<Outcome<ApplicationView>> Release(ReleaseApplication command) =>
        Decide(VerificationRule.Release(application.State, command));

    public Task<Outcome<ApplicationView>> Verify(VerifyApplication command) =>
        Decide(VerificationRule.Verify(application.State, command, DateTimeOffset.UnixEpoch));

    public Task<Outcome<ApplicationView>> BookAppointment(BookAppointment command) => throw new NotSupportedException();

    public Task<Outcome<ApplicationView>> CancelAppointment() => throw new NotSupportedException();

    public Task<ApplicationView?> Get() => Task.FromResult(application.State.Status is ApplicationStatus.NotStarted ? null : View());

    private async Task<Outcome<ApplicationView>> Decide(Decision<ApplicationState> decision)
    {
        if (decision.Refusal is { } refusal) return refusal;
        if (!ReferenceEquals(decision.State, application.State)) await Commit(decision);
        return View();
    }

    private async Task Commit(Decision<ApplicationState> decision)
    {
        var before = application.State;
        var actor = CallOrigin.Current.Actor;
        application.State = decision.State with
        {
            Unpublished = [.. before.Unpublished, .. decision.Events.Select(
                happened => new EventEnvelope(happened, DateTimeOffset.UnixEpoch, actor, "", ""))],
        };
        try
        {
            var write = application.WriteStateAsync();
            if (sabotage.Value is not Sabotage.AnswerBeforeDurable) await write;
            if (sabotage.Value is not Sabotage.EventsTwice) application.State = application.State with { Unpublished = [] };
        }
        catch when (sabotage.Value is not Sabotage.StateAhead)
        {
            application.State = before;
            this.DeactivateOnIdle();
            if (sabotage.Value is not Sabotage.FailureSwallowed) throw;
        }
    }

    private ApplicationView View() => new()
    {
        ApplicationId = this.GetPrimaryKeyString(),
        Status = application.State.Status,
        ApplicantId = application.State.ApplicantId!,
        BatchId = application.State.BatchId!,
        VacancyId = application.State.VacancyId!,
        Revision = application.State.Revision,
        Documents = application.State.Documents,
        LastStep = application.State.LastStep,
        SubmittedAt = application.State.SubmittedAt,
        Claim = application.State.Claim,
        VerifiedAt = application.State.VerifiedAt,
    };
}
