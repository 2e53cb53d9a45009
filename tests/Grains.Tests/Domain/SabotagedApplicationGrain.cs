using System.Collections.Immutable;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Documents;
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
        SabotageSwitch sabotage, TimeProvider time) : Grain, IApplicationGrain
{
    private static readonly ImmutableArray<StageStep> Steps =
        [new StageStep("admin", false), new StageStep("matched", true), new StageStep("trained", true)];

    private DateTimeOffset Now => time.GetUtcNow();

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
            Reference = this.GetPrimaryKeyString(),
        };
        foreach (var id in application.State.Documents.Values)
            await GrainFactory.GetGrain<IDocumentGrain>(id).PinTo(this.GetPrimaryKeyString());
        var outcome = await Decide(SubmissionRule.Decide(application.State, command, facts));
        var sent = application.State;
        return outcome.Refusal is { } refusal
            ? refusal : new ApplicationReceipt(this.GetPrimaryKeyString(), sent.Reference!, sent.Round, sent.SubmittedAt!.Value);
    }

    // No vacancy keeps places here.
    public Task<Outcome<ApplicationView>> AcceptPlace() =>
        Task.FromResult<Outcome<ApplicationView>>(ApplicationRefusals.NothingOffered);

    public Task<bool> HearPlace(PlaceNews news) => Task.FromResult(false);

    public Task<ImmutableArray<RefusalReason>> FindMissing(DateTimeOffset now) => Task.FromResult(ImmutableArray<RefusalReason>.Empty);

    // Nothing is binding here, so nobody is barred.
    public Task<Outcome<ApplicationView>> Withdraw(WithdrawApplication command) => Decide(WithdrawalRule.Decide(
        application.State, command, new WithdrawalFacts
        {
            Now = Now,
            Reason = Places.Reasons.Find(ReasonUse.Withdrawal, command.Reason),
            Programme = "ijepa",
            Stages = Steps,
            BarYears = 0,
        }));

    public Task<Outcome<ApplicationView>> Claim(ClaimApplication command) =>
        Decide(VerificationRule.Claim(application.State, command, new ClaimFacts(Now, TimeSpan.FromHours(8), false)));

    public Task<Outcome<ApplicationView>> Release(ReleaseApplication command) =>
        Decide(VerificationRule.Release(application.State, command));

    public Task<Outcome<ApplicationView>> RecordVerdict(RecordVerdict command) => Decide(VerdictRule.Record(
        application.State, command, Places.Reasons.Find(VerdictRule.UseOf(command.Kind), command.Reason), Now));

    public Task<Outcome<ApplicationView>> Verify(VerifyApplication command) =>
        Decide(VerificationEndRule.Verify(application.State, command, Now));

    public Task<Outcome<ApplicationView>> Return(ReturnApplication command) =>
        Decide(VerificationEndRule.Return(application.State, command, Now, 7));

    public Task<Outcome<ApplicationView>> Fail(FailApplication command) =>
        Decide(VerificationEndRule.Fail(application.State, command, Places.Reasons.Find(ReasonUse.Fail, command.Reason), Now));

    public Task<Outcome<ApplicationView>> MarkAbsent(MarkAbsent command) =>
        Decide(VerificationEndRule.MarkAbsent(application.State, command, Now));

    public Task<Outcome<ApplicationView>> Move(MoveApplication command) =>
        Decide(VerificationRule.Move(application.State, command, officeVerifies: true));

    public Task<Outcome<ApplicationView>> PublishResult(PublishResult command) =>
        Decide(StageRule.Decide(application.State, command, Steps, Now));

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
                happened => new EventEnvelope(happened, Now, actor, "", ""))],
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

    private ApplicationView View() => ApplicationView.Of(this.GetPrimaryKeyString(), application.State);
}
