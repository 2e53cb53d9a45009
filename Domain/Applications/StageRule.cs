using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// Results of the selection, stage by stage in the order of the batch's list. A stage that was not passed ends the application;
/// a result once public stays.
/// </summary>
public static class StageRule
{
    /// <param name="state">The application.</param>
    /// <param name="command">The result.</param>
    /// <param name="stages">The stages of the batch in order.</param>
    /// <param name="now">The time.</param>
    public static Decision<ApplicationState> Decide(
        ApplicationState state, PublishResult command, ImmutableArray<StageStep> stages, DateTimeOffset now)
    {
        if (state.Status is ApplicationStatus.NotStarted) return Decision.Refuse(state, ApplicationRefusals.NotFound);
        if (state.Results.FirstOrDefault(result => result.Stage == command.Stage) is { } known)
            return known.Passed == command.Passed ? Decision.Repeat(state) : Decision.Refuse(state, StageRefusals.ResultPublished);
        var published = command.Passed ? ApplicationCommand.PassStage : ApplicationCommand.FailStage;
        if (ApplicationStatuses.After(state.Status, published) is not { } status)
            return Decision.Refuse(state, StageRefusals.NotInSelection);
        if (stages.All(step => step.Code != command.Stage)) return Decision.Refuse(state, StageRefusals.StageUnknown);
        if (Next(state.Stage, stages) is var due && due != command.Stage)
            return Decision.Refuse(state, StageRefusals.StageOrder.With("stage", due ?? ""));

        var next = state with
        {
            Status = status,
            Stage = command.Passed ? command.Stage : state.Stage,
            Results = state.Results.Add(
                new StageResult(command.Stage, command.Passed, command.Score, command.PublicationId, now) { Reason = command.Reason }),
            Revision = state.Revision + 1,
        };
        return Decision.Accept(
            next, command.Passed ? new StagePassed(command.Stage, command.PublicationId) : new StageFailed(
                command.Stage, command.PublicationId));
    }

    /// <summary>The stage that comes after one; the first after none; null after the last.</summary>
    public static string? Next(string? stage, ImmutableArray<StageStep> stages)
    {
        if (stage is null) return stages.FirstOrDefault()?.Code;
        var at = stages.ToList().FindIndex(step => step.Code == stage);
        return at >= 0 && at + 1 < stages.Length ? stages[at + 1].Code : null;
    }
}
