using Siskop2mi.WebApi.Tests.BadInput.Rows;
using Siskop2mi.WebApi.Tests.Support;
using Xunit.Sdk;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>The proof that the table can fail: everything it looks for is put before it once.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class SabotageTests(Stage stage) : IClassFixture<Stage>
{
    private static readonly Answer NotFound = new(404, "not-found");

    private Sending Nothing => new(stage.Stranger, "/api/v1/nothing");

    [Fact]
    public async Task A_right_row_passes() => await Try(new BadInputRow(1, "nothing", NotFound), Nothing);

    [Fact]
    public async Task Another_status_is_found() => await Finds("got 404", new BadInputRow(1, "nothing", new Answer(400, "validation")),
        Nothing);

    [Fact]
    public async Task Another_code_is_found() => await Finds("expected vacancy-not-found",
        new BadInputRow(1, "nothing", new Answer(404, "vacancy-not-found")), Nothing);

    [Fact]
    public async Task An_answer_the_row_does_not_name_is_found() =>
        await Finds("no answer of the row", new BadInputRow(1, "nothing", new Answer(400)), Nothing with { Answer = NotFound });

    [Fact]
    public async Task A_value_that_comes_back_is_found() => await Finds("says traceId", new BadInputRow(1, "nothing", NotFound),
        Nothing with { Unspoken = ["traceId"] });

    [Fact]
    public async Task A_value_in_the_log_is_found() =>
        await Finds("logged: answered 404", new BadInputRow(1, "nothing", NotFound), Nothing with { Unspoken = ["answered 404"] });

    [Fact]
    public async Task An_event_is_found()
    {
        using var person = await stage.Door.Applicant(People.Password);
        await Finds(
            "the event log-in-failed", new BadInputRow(1, "wrong", new Answer(401, "invalid-credentials")),
            PasswordRows.LogIn(stage, person.Email, "Salah#Sekali1"));
    }

    [Fact]
    public async Task A_touched_draft_is_found()
    {
        var tag = await stage.TagOf($"/api/v1/applications/{stage.Draft}");
        var step = stage.LastStep("""{"officeId":"bp3mi-jawa-barat","needsPassportRecommendation":true,"message":"lain"}""");
        await Finds("the draft is no longer", new BadInputRow(1, "a change", new Answer(200)), step with { Headers = [("If-Match", tag)] });
    }

    private async Task Finds(string words, BadInputRow row, Sending sending) =>
        Assert.Contains(words, (await Assert.ThrowsAnyAsync<XunitException>(() => Try(row, sending))).Message);

    private async Task Try(BadInputRow row, Sending sending)
    {
        var attempt = new Attempt(stage, row);
        await attempt.Send(sending);
        await attempt.Finish();
    }
}
