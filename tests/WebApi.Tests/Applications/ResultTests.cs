using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

[Collection(FrontDoorTests.Name)]
public sealed class ResultTests(FrontDoorFixture door)
{
    private const string Office = "bp3mi-jawa-barat";
    private const string Path = "/api/v1/programmes/ijepa-16/results";
    private const string Header = "reference,stage,result,score,reason\n";

    [Fact]
    public async Task Only_the_central_office_publishes_and_only_for_a_batch_there_is()
    {
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        using var central = await Central();
        (await Send(officer, $"{Path}/preview", Header)).IsProblem(403, "forbidden");
        (await Send(officer, $"{Path}?hash=x", Header, "k")).IsProblem(403, "forbidden");
        foreach (var batch in new[] { "ijepa-99", "IJEPA", "a b" })
        {
            var path = $"/api/v1/programmes/{Uri.EscapeDataString(batch)}/results";
            (await Send(central, $"{path}/preview", Header)).IsProblem(404, "batch-not-found");
            (await Send(central, $"{path}?hash=x", Header, "k")).IsProblem(404, "batch-not-found");
        }
    }

    [Fact]
    public async Task A_body_that_is_no_table_is_not_read()
    {
        using var central = await Central();
        (await central.PostText($"{Path}/preview", "{}")).IsProblem(415, "unsupported-media-type");
        (await central.PostText($"{Path}/preview", Header, "text/csv; charset=utf-16")).IsProblem(415, "unsupported-media-type");
        (await Send(central, $"{Path}/preview", [0x61, 0xff, 0xfe])).IsProblem(400, "malformed-body");
        (await Send(central, $"{Path}/preview", new byte[(1024 * 1024) + 1])).IsProblem(413, "body-too-large");
        (await Send(central, Path, Header, "k")).IsProblem(400, "validation");
        (await Send(central, $"{Path}?hash=x", Header)).IsProblem(400, "idempotency-key-missing");
    }

    [Fact]
    public async Task A_preview_names_what_is_wrong_and_changes_nothing()
    {
        using var person = await door.Applicant();
        using var central = await Central();
        var (id, reference) = await Verified(person);
        // A byte order mark, semicolons and CRLF: what a spreadsheet writes.
        var text = $"\uFEFFreference;stage;result;score;reason\r\n{reference};test-passed;passed;;\r\n"
            + $"\"{reference}\";admin-passed;lulus;=1;\r\nJP16-2222-2222;admin-passed;passed;;\r\n";
        var seen = (await Send(central, $"{Path}/preview", text)).Is(200).Data;
        Assert.Equal((3, 0, false), (Number(seen, "rows"), Number(seen, "valid"), seen.GetProperty("publishable").GetBoolean()));
        var errors = seen.GetProperty("errors").EnumerateArray().Select(
            error => (Number(error, "line"), Text(error, "column"), Text(error, "code"))).ToList();
        Assert.Contains((2, "stage", "stage-order"), errors);
        Assert.Contains((3, "result", "result-unknown"), errors);
        Assert.Contains((3, "score", "cell-formula"), errors);
        Assert.Contains((3, "reference", "reference-repeated"), errors);
        Assert.Equal("admin-passed", Text(seen.GetProperty("errors")[0], "message")!.Split(": ")[1].TrimEnd('.'));

        var refused = (await Send(central, $"{Path}?hash={Text(seen, "hash")}", text, "key-wrong-rows")).IsProblem(
            422, "results-not-valid");
        Assert.Contains(("/2/stage", "stage-order"), refused.Errors);
        Assert.Equal(errors.Count, refused.Errors.Count());
        Assert.Equal("documents-verified", (await Story(id))[^1]);
    }

    [Fact]
    public async Task Results_reach_the_applicants_once_and_a_later_table_goes_on()
    {
        using var first = await door.Applicant();
        using var second = await door.Applicant();
        using var central = await Central();
        var (one, two) = (await Verified(first), await Verified(second));
        var half = $"{Header}{one.Reference},admin-passed,passed,80,Selamat\n";
        var whole = $"{half}{two.Reference.ToLowerInvariant()},admin-passed,failed,,\"Belum memenuhi syarat, coba lagi\"\n";

        var seen = (await Send(central, $"{Path}/preview", half)).Is(200).Data;
        Assert.True(seen.GetProperty("publishable").GetBoolean());
        Assert.Equal((one.Reference, "passed", "80"), (
            Text(seen.GetProperty("sample")[0], "reference"), Text(seen.GetProperty("sample")[0], "result"),
            Text(seen.GetProperty("sample")[0], "score")));
        var hash = Text(seen, "hash")!;
        (await Send(central, $"{Path}?hash={hash}", whole, "key-1")).IsProblem(409, "results-changed");
        Assert.Equal((1, 0, 0), Counts(await Send(central, $"{Path}?hash={hash}", half, "key-1")));
        Assert.Equal((0, 1, 0), Counts(await Send(central, $"{Path}?hash={hash}", half, "key-1")));

        // What is left of a publication that stopped half way.
        var rest = (await Send(central, $"{Path}/preview", whole)).Is(200).Data;
        Assert.Equal((2, 1), (Number(rest, "valid"), Number(rest, "alreadyPublic")));
        Assert.Equal((1, 1, 0), Counts(await Send(central, $"{Path}?hash={Text(rest, "hash")}", whole, "key-2")));
        Assert.Equal((0, 2, 0), Counts(await Send(central, $"{Path}?hash={Text(rest, "hash")}", whole, "key-2")));

        Assert.Equal(["documents-verified", "stage-passed"], (await Story(one.Id)).TakeLast(2));
        Assert.Equal(["documents-verified", "stage-failed"], (await Story(two.Id)).TakeLast(2));
        var passed = (await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("application", one.Id))[^1];
        Assert.Equal((central.AccountId, "programme-admin"), (passed.Actor, passed.Role));
        var timeline = (await first.Get($"/api/v1/applications/{one.Id}/timeline")).Is(200);
        Assert.Contains("Selamat, Anda lulus tahap: Lulus seleksi administrasi.", timeline.Text);
        var shown = (await second.Get($"/api/v1/applications/{two.Id}")).Is(200).Data;
        Assert.Equal("unsuccessful", Text(shown, "status"));
        var result = Assert.Single(shown.GetProperty("results").EnumerateArray());
        Assert.Equal(("failed", "Belum memenuhi syarat, coba lagi"), (Text(result, "result"), Text(result, "reason")));
        await door.Outside.MailTo(first.Email, "Lulus seleksi administrasi");
    }

    [Fact]
    public async Task What_comes_between_check_and_publication_is_refused_by_line_and_keeps_nothing_else_back()
    {
        using var gone = await door.Applicant();
        using var there = await door.Applicant();
        var (withdrawn, verified) = (await Verified(gone), await Verified(there));
        (await gone.Post($"/api/v1/applications/{withdrawn.Id}/withdrawal", new { reason = "personal-family" })).Is(200);
        var publisher = door.Services.GetRequiredService<ResultPublisher>();
        var done = await publisher.Publish([Checked(2, withdrawn), Checked(3, verified)], "publication-1", default);
        Assert.Equal((1, 0), (done.Published, done.Repeated));
        Assert.Equal(new RefusedRow(2, "application-not-in-selection"), Assert.Single(done.Refused));
        Assert.Equal("application-withdrawn", (await Story(withdrawn.Id))[^1]);

        // Somebody else's publication of the same result was faster.
        var again = await publisher.Publish([Checked(3, verified)], "publication-2", default);
        Assert.Equal((0, 1, 0), (again.Published, again.Repeated, again.Refused.Length));
        Assert.Equal("stage-passed", Assert.Single((await Story(verified.Id)).SkipWhile(type => type != "documents-verified").Skip(1)));

        static CheckedResult Checked(int line, (string Id, string Reference) application) => new()
        {
            Line = line,
            Reference = application.Reference,
            ApplicationId = application.Id,
            Stage = "admin-passed",
            Passed = true,
        };
    }

    private Task<Caller> Central() => door.Officer(AccountRole.ProgrammeAdmin, null);

    private async Task<(string Id, string Reference)> Verified(Caller person)
    {
        using var officer = await door.Officer(AccountRole.RegionalVerifier, Office);
        var id = await person.Submitted(Office);
        var dossier = $"/api/v1/verification/applications/{id}";
        (await officer.Post($"{dossier}/claim")).Is(200);
        var verified = (await officer.Post($"{dossier}/verification", new { acceptAll = true })).Is(200);
        return (id, Text(verified.Data, "reference")!);
    }

    private static Task<Reply> Send(Caller caller, string path, string text, string? key = null) =>
        Send(caller, path, Encoding.UTF8.GetBytes(text), key);

    private static Task<Reply> Send(Caller caller, string path, byte[] bytes, string? key = null) => caller.Send(
        HttpMethod.Post, path, Caller.Raw(bytes, "text/csv"), key is null ? [] : [("Idempotency-Key", key)]);

    private static (int Published, int Repeated, int Refused) Counts(Reply reply) => (
        Number(reply.Is(200).Data, "published"), Number(reply.Data, "repeated"), reply.Data.GetProperty("refused").GetArrayLength());

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private async Task<List<string>> Story(string id) =>
        [.. (await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("application", id)).Select(happened => happened.Type)];
}
