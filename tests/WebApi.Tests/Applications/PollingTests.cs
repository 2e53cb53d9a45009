using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

/// <summary>Who waits for news asks again and again: cheap while nothing changed, right at once when something did.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class PollingTests(FrontDoorFixture door)
{
    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    public async Task While_nothing_changed_there_is_no_body_and_a_change_shows_at_once(string part)
    {
        using var person = await door.Applicant();
        var id = await person.Submitted();
        var path = $"/api/v1/applications/{id}{part}";
        var first = (await person.Get(path)).Is(200);
        Assert.Equal("submitted", first.Data.GetProperty("status").GetString());
        Assert.Equal((first.Text, first.Tag), ((await person.Get(path)).Text, (await person.Get(path)).Tag));
        Assert.Empty((await person.Get(path, ("If-None-Match", first.Tag!))).Is(304).Bytes);

        (await person.Post($"/api/v1/applications/{id}/withdrawal", new { reason = "personal-family" })).Is(200);
        var second = (await person.Get(path, ("If-None-Match", first.Tag!))).Is(200);
        Assert.Equal("withdrawn", second.Data.GetProperty("status").GetString());
        Assert.NotEqual(first.Tag, second.Tag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/status")]
    public async Task What_is_kept_for_one_language_is_not_given_in_another(string part)
    {
        using var person = await door.Applicant();
        var path = $"/api/v1/applications/{await person.Submitted()}{part}";
        string[] wishes = ["id", "en", "id", "en"];
        List<string> words = [];
        foreach (var wish in wishes)
        {
            var reply = (await person.Get(path, ("Accept-Language", wish))).Is(200);
            Assert.Equal((wish, "Accept-Language"), (reply.Header("Content-Language"), reply.Header("Vary")));
            words.Add(reply.Data.GetProperty("statusText").GetString()!);
        }

        Assert.NotEqual(words[0], words[1]);
        Assert.Equal(words[..2], words[2..]);
    }

    [Fact]
    public async Task A_draft_is_always_told_what_is_missing_now()
    {
        using var person = await door.Applicant();
        var id = await person.Drafted();
        var before = (await person.Get($"/api/v1/applications/{id}")).Is(200);
        (await person.SaveStep("biodata", Profiles.BiodataWith(birthDate: "1980-01-01"))).Is(200);
        var after = (await person.Get($"/api/v1/applications/{id}", ("If-None-Match", before.Tag!))).Is(200);
        Assert.Equal(before.Tag, after.Tag);
        Assert.Equal("draft", (await person.Get($"/api/v1/applications/{id}/status")).Is(200).Data.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_session_that_was_ended_polls_no_more()
    {
        using var person = await door.Applicant();
        var path = $"/api/v1/applications/{await person.Submitted()}/status";
        var tag = (await person.Get(path)).Is(200).Tag!;
        (await person.Delete("/api/v1/sessions/current")).Is(204);
        (await person.Get(path, ("If-None-Match", tag))).IsProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task Nobody_polls_for_somebody_else()
    {
        using var person = await door.Applicant();
        var path = $"/api/v1/applications/{await person.Submitted()}/status";
        (await person.Get(path)).Is(200);
        using var other = await door.Applicant();
        (await other.Get(path)).IsProblem(404, "application-not-found");
    }
}
