using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents;

/// <summary>The number of an STR is checked before the upload (guide L10, L11).</summary>
[Collection(FrontDoorTests.Name)]
public sealed class NumberCheckTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/documents/number-checks";
    private const string Type = "nurse-registration";

    [Fact]
    public async Task A_valid_number_opens_the_upload_and_only_that_one()
    {
        using var person = await door.Applicant();
        var check = (await Check(person, "str-valid-0001")).Is(201); // numbers are kept in capitals
        var id = check.Data.GetProperty("id").GetString()!;
        Assert.Equal("number-accepted", check.Data.GetProperty("status").GetString());
        Assert.Equal($"{Path}/{id}", check.Location);
        Assert.Empty((await person.Get("/api/v1/documents")).Is(200).Data.EnumerateArray()); // nothing in the wallet yet
        (await person.Get($"/api/v1/documents/{id}")).IsProblem(404, "document-not-found");

        (await Upload(person, "STR-VALID-0002", ("check", id))).IsProblem(422, "number-check-of-other");
        var added = (await Upload(person, "STR-VALID-0001", ("check", id))).Is(201);
        Assert.Equal((id, "uploaded"), (added.Data.GetProperty("id").GetString(), added.Data.GetProperty("status").GetString()));
        (await Upload(person, "STR-VALID-0001", ("check", id))).Is(201); // the same again
        Assert.Equal("uploaded", (await person.Get(check.Location!)).Is(200).Data.GetProperty("status").GetString());

        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("document", id);
        Assert.Equal(["document-number-accepted", "document-added"], story.Select(stored => stored.Type));
    }

    [Theory]
    [InlineData("STR-0001-NOBODY", "register-not-found")]
    [InlineData("STR-EXPIRED-01", "register-expired")]
    [InlineData("STR-OTHER-0001", "register-name-mismatch")]
    public async Task A_number_that_is_not_valid_ends_there(string number, string reason)
    {
        using var person = await door.Applicant();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        for (var again = 0; again < 2; again++)
        {
            var refused = (await Check(person, number, key)).IsProblem(422, "register-number-rejected");
            Assert.Equal([("/number", reason)], refused.Errors);
            Assert.DoesNotContain(number, refused.Text, StringComparison.Ordinal);
        }

        (await Check(person, "STR-VALID-0003", key)).Is(201); // nothing was kept, not even the key
    }

    [Fact]
    public async Task Nobody_uploads_without_a_check_or_with_somebody_elses()
    {
        using var person = await door.Applicant();
        (await Upload(person, "STR-VALID-0004")).IsProblem(409, "number-check-required");
        using var other = await door.Applicant();
        var theirs = (await Check(other, "STR-VALID-0004")).Is(201);
        var id = theirs.Data.GetProperty("id").GetString()!;
        (await person.Get(theirs.Location!)).IsProblem(404, "document-not-found");
        (await person.Delete($"/api/v1/documents/{id}")).IsProblem(404, "document-not-found");
        (await Upload(person, "STR-VALID-0004", ("check", id))).IsProblem(404, "document-not-found");
        (await Upload(person, "STR-VALID-0004", ("check", "../x"))).IsProblem(404, "document-not-found");
        (await Upload(other, "STR-VALID-0004", ("check", id))).Is(201);

        using var officer = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat");
        (await Check(officer, "STR-VALID-0004")).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task A_check_that_is_not_wanted_can_be_taken_back()
    {
        using var person = await door.Applicant();
        var check = (await Check(person, "STR-VALID-0005")).Is(201);
        var id = check.Data.GetProperty("id").GetString()!;
        (await person.Delete($"/api/v1/documents/{id}")).Is(204);
        (await person.Delete($"/api/v1/documents/{id}")).Is(204);
        (await person.Get(check.Location!)).IsProblem(404, "document-not-found");
        (await Upload(person, "STR-VALID-0005", ("check", id))).IsProblem(404, "document-not-found");
    }

    [Theory]
    [InlineData("""{"type":"nurse-registration"}""", 400, "validation")]
    [InlineData("""{"type":"nurse-registration","number":" "}""", 422, "validation")]
    [InlineData("""{"type":"<x>","number":"STR-VALID-1"}""", 422, "validation")]
    [InlineData("""{"type":"no-such-type","number":"STR-VALID-1"}""", 422, "document-type-unknown")]
    [InlineData("""{"type":"diploma","number":"STR-VALID-1"}""", 422, "number-check-not-asked")]
    [InlineData("""{"type":"nurse-registration","number":"STR"}""", 422, "document-number-format")]
    [InlineData("""{"type":"nurse-registration","number":"STR-VALID-1","name":"x"}""", 400, "unknown-field")]
    public async Task What_cannot_be_asked_is_refused(string body, int status, string code)
    {
        using var person = await door.Applicant();
        (await person.PostText(Path, body)).IsProblem(status, code);
    }

    [Fact]
    public async Task Nobody_walks_through_the_register()
    {
        using var person = await door.Applicant();
        for (var count = 1; count <= RegisterTriesRule.MaxADay; count++)
            (await Check(person, $"STR-GUESS-{count:0000}")).IsProblem(422, "register-number-rejected");
        var refused = (await Check(person, "STR-VALID-0006")).IsProblem(429, "too-many-number-checks");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 86_400);
        using var other = await door.Applicant();
        (await Check(other, "STR-VALID-0006")).Is(201);
    }

    [Theory]
    [InlineData("STR-DOWN-0001")]
    [InlineData("STR-BUSY-0001")]
    [InlineData("STR-NONSENSE-1")]
    public async Task A_register_that_is_away_holds_nobody_up(string number)
    {
        using var person = await door.Applicant();
        var check = (await Check(person, number)).Is(202);
        Assert.Equal("number-check-pending", check.Data.GetProperty("status").GetString());
        var id = check.Data.GetProperty("id").GetString()!;
        Assert.Equal($"{Path}/{id}", check.Location);
        var added = (await Upload(person, number, ("check", id))).Is(201);
        Assert.Equal("check-pending", added.Data.GetProperty("status").GetString());
        Assert.Single((await person.Get("/api/v1/documents?status=check-pending")).Is(200).Data.EnumerateArray());
    }

    // The reminder would come after a minute; the mail says that somebody asked again and what the answer was.
    [Theory]
    [InlineData("STR-LATER-VALID-01", "uploaded", null, "sudah diperiksa dan sah")]
    [InlineData("STR-LATER-EXPIRED-01", "number-rejected", "register-expired", "tidak diterima")]
    public async Task The_answer_comes_later_and_is_told(string number, string status, string? reason, string words)
    {
        using var person = await door.Applicant();
        var added = (await person.AddChecked($"{number}-{Guid.NewGuid().ToString()[..5]}", status: 202)).Is(201);
        Assert.Contains(words, await door.Outside.MailTo(person.Email, words), StringComparison.Ordinal);
        var document = (await person.Get(added.Location!)).Is(200).Data;
        Assert.Equal(status, document.GetProperty("status").GetString());
        Assert.Equal(reason, document.TryGetProperty("reason", out var code) ? code.GetString() : null);
    }

    private static Task<Reply> Check(Caller caller, string number, params (string Name, string Value)[] headers) =>
        caller.Post(Path, new { type = Type, number }, headers);

    private static async Task<Reply> Upload(Caller caller, string number, params (string Name, string Value)[] more)
    {
        var fields = await caller.FieldsOf(Type, number);
        fields.AddRange(more);
        return await caller.Send(HttpMethod.Post, "/api/v1/documents", Papers.Upload(fields, Papers.Pdf, "str.pdf"));
    }
}
