namespace Siskop2mi.Domain.Tests.Applications;

public sealed class StageRuleTests
{
    [Fact]
    public void Stages_are_passed_in_order()
    {
        var next = Decisions.Accepts(Publish(ApplicationExamples.Verified, "admin-passed", true), new StagePassed("admin-passed", "p"));
        Assert.Equal((ApplicationStatus.InSelection, "admin-passed"), (next.Status, next.Stage));
        var refusal = Decisions.Refuses(next, Publish(next, "in-training", true), "stage-order");
        Assert.Equal("matched", refusal.Facts["stage"]);
        Decisions.Refuses(next, Publish(next, "no-such", true), "stage-unknown");
    }

    [Fact]
    public void A_stage_not_passed_is_the_end()
    {
        var next = Decisions.Accepts(Publish(ApplicationExamples.AdminPassed, "matched", false), new StageFailed("matched", "p"));
        Assert.Equal((ApplicationStatus.Unsuccessful, "admin-passed"), (next.Status, next.Stage));
        Decisions.Refuses(next, Publish(next, "in-training", true), "application-not-in-selection");
    }

    [Fact]
    public void A_result_once_public_stays()
    {
        var state = ApplicationExamples.Matched;
        Decisions.Repeats(state, Publish(state, "matched", true));
        Decisions.Refuses(state, Publish(state, "matched", false), "result-already-published");
        Decisions.Refuses(
            ApplicationExamples.Claimed, Publish(ApplicationExamples.Claimed, "admin-passed", true), "application-not-in-selection");
    }

    [Theory]
    [InlineData(null, "admin-passed")]
    [InlineData("admin-passed", "matched")]
    [InlineData("in-training", null)]
    [InlineData("no-such", null)]
    public void One_stage_follows_another(string? stage, string? next) =>
        Assert.Equal(next, StageRule.Next(stage, ApplicationExamples.Stages));

    private static Decision<ApplicationState> Publish(ApplicationState state, string stage, bool passed) =>
        StageRule.Decide(state, new PublishResult(stage, passed, null, "p"), ApplicationExamples.Stages, Examples.Now);
}
