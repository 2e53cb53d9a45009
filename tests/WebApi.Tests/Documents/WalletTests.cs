using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Documents;

/// <summary>A wallet over time: new versions, filters, validity, removal.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class WalletTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/documents";
    private const string Type = "diploma";

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_old_one_which_stays_readable()
    {
        using var person = await door.Applicant();
        var old = (await person.AddDocument(Type)).Is(201);
        var key = Guid.NewGuid().ToString();
        var next = (await Replace(person, IdOf(old), Type, key)).Is(201);
        Assert.Equal(IdOf(old), next.Data.GetProperty("replaces").GetString());
        Assert.Equal(next.Location, (await Replace(person, IdOf(old), Type, key)).Is(201).Location); // the same again

        var before = (await person.Get(old.Location!)).Is(200);
        Assert.Equal("superseded", before.Data.GetProperty("status").GetString());
        Assert.Equal(IdOf(next), before.Data.GetProperty("replacedBy").GetString());
        Assert.NotEqual(old.Tag, before.Tag);
        Assert.Equal(Papers.Pdf, (await person.Get($"{old.Location}/content", ("Accept", "application/pdf"))).Is(200).Bytes);
        Assert.Equal([IdOf(next)], await Listed(person, ""));
        Assert.Equal([IdOf(next)], await Listed(person, "?all=false"));
        Assert.Equal(new[] { IdOf(old), IdOf(next) }.Order(), (await Listed(person, "?all=true")).Order());
        Assert.Equal([IdOf(old)], await Listed(person, "?status=superseded"));

        var files = Files();
        (await Replace(person, IdOf(old), Type)).IsProblem(409, "document-replaced-before");
        Assert.Equal(files, Files());
        var feed = door.Services.GetRequiredService<EventFeed>();
        Assert.Equal(["document-added", "document-superseded"], (await feed.OfGrainAsync("document", IdOf(old))).Select(one => one.Type));
        Assert.Equal(["document-added", "document-replaced"], (await feed.OfGrainAsync("document", IdOf(next))).Select(one => one.Type));
    }

    [Fact]
    public async Task Only_ones_own_document_of_the_same_type_is_replaced()
    {
        using var person = await door.Applicant();
        using var other = await door.Applicant();
        var theirs = (await other.AddDocument(Type)).Is(201);
        (await Replace(person, IdOf(theirs), Type)).IsProblem(404, "replaced-document-not-found");
        (await Replace(person, "nobody", Type)).IsProblem(404, "replaced-document-not-found");
        var own = (await person.AddDocument(Type)).Is(201);
        (await Replace(person, IdOf(own), "transcript")).IsProblem(422, "replaced-document-of-other-type");
        Assert.Equal([IdOf(own)], await Listed(person, ""));
    }

    [Fact]
    public async Task An_STR_is_replaced_after_its_number_was_checked()
    {
        using var person = await door.Applicant();
        var old = (await person.AddChecked("STR-VALID-7001")).Is(201);
        var next = (await person.AddChecked("STR-VALID-7002", [("replaces", IdOf(old))])).Is(201);
        Assert.Equal([IdOf(next)], await Listed(person, "?type=nurse-registration"));
    }

    [Fact]
    public async Task The_list_filters_and_says_how_each_document_stands_to_the_calendar()
    {
        using var person = await door.Applicant();
        var diploma = (await person.AddDocument(Type)).Is(201);
        var health = (await Upload(person, "health-letter", ("expiresOn", Day(90)))).Is(201);
        var police = (await Upload(person, "police-certificate", ("expiresOn", Day(400)))).Is(201);
        Assert.Equal([IdOf(health)], await Listed(person, "?type=health-letter"));
        Assert.Equal([IdOf(health)], await Listed(person, "?type=health-letter&status=uploaded"));
        Assert.Empty(await Listed(person, "?status=number-rejected"));
        var standing = (await person.Get(Path)).Is(200).Data.EnumerateArray().ToDictionary(
            document => document.GetProperty("id").GetString()!, document => document.GetProperty("validity").GetString());
        Assert.Equal(("valid", "expires-soon", "valid"), (standing[IdOf(diploma)], standing[IdOf(health)], standing[IdOf(police)]));
        foreach (var wrong in new[] { "status=lost", "status=removed", "all=yes", "type=A%20B", "type=a&type=b" })
            (await person.Get($"{Path}?{wrong}")).IsProblem(400, "validation");
    }

    [Fact]
    public async Task A_document_is_taken_out_unless_an_application_was_sent_with_it()
    {
        using var person = await door.Applicant();
        var files = Files();
        var first = (await person.AddDocument(Type)).Is(201);
        using var other = await door.Applicant();
        (await other.Delete(first.Location!)).IsProblem(404, "document-not-found");
        (await person.Delete(first.Location!)).Is(204);
        (await person.Delete(first.Location!)).Is(204);
        (await person.Get(first.Location!)).IsProblem(404, "document-not-found");
        Assert.Empty(await Listed(person, "?all=true"));
        Assert.Equal(files, Files());
        (await person.Delete($"{Path}/{person.AccountId}.nothing")).IsProblem(404, "document-not-found");

        var sent = (await person.AddDocument(Type)).Is(201);
        Assert.Null((await door.Grains.GetGrain<IDocumentGrain>(IdOf(sent)).PinTo($"{person.AccountId}.ijepa-16")).Refusal);
        (await person.Delete(sent.Location!)).IsProblem(409, "document-in-use");
        Assert.True((await person.Get(sent.Location!)).Is(200).Data.GetProperty("inUse").GetBoolean());
        (await Replace(person, IdOf(sent), Type)).Is(201); // but it can be replaced
        (await person.Get($"{sent.Location}/content")).Is(200);
    }

    [Fact]
    public async Task Fields_are_read_by_their_kinds_and_the_list_of_types_says_which()
    {
        using var person = await door.Applicant();
        var types = (await person.Get("/api/v1/document-types")).Is(200).Data.EnumerateArray().ToDictionary(
            type => type.GetProperty("code").GetString()!);
        Assert.True(types["nurse-registration"].GetProperty("checksNumber").GetBoolean());
        Assert.False(types[Type].GetProperty("checksNumber").GetBoolean());
        var permitter = types["family-permission"].GetProperty("details").EnumerateArray().Single(
            detail => detail.GetProperty("name").GetString() == "permitterNationalId");
        Assert.Equal("national-id", permitter.GetProperty("kind").GetString());
        Assert.NotEmpty(permitter.GetProperty("label").GetProperty("id").GetString()!);

        var own = (await door.Grains.GetGrain<GrainInterfaces.Applicants.IAccountGrain>(person.AccountId).GetCard()).NationalId!.Reveal();
        foreach (var (type, field, value, code) in new[]
        {
            ("family-permission", "permitterNationalId", own, "national-id-own"),
            ("family-permission", "permitterNationalId", "3201013208950001", "nik-date"),
            ("work-experience", "from", "31 Mei 2024", "date"), ("work-experience", "to", "2000-01-01", "ends-before-start"),
            ("work-experience", "to", Day(2), "date-in-future"), ("eps-topik-certificate", "score", "tinggi", "whole-number"),
        })
        {
            var refused = (await Upload(person, type, ($"details.{field}", value))).IsProblem(422, "document-metadata-not-accepted");
            Assert.Equal([($"/details/{field}", code)], refused.Errors);
        }

        (await Upload(person, "family-permission")).Is(201);
        (await Upload(person, "work-experience")).Is(201);
    }

    private static async Task<List<string>> Listed(Caller caller, string query) =>
        [.. (await caller.Get(Path + query)).Is(200).Data.EnumerateArray().Select(document => document.GetProperty("id").GetString()!)];

    private static async Task<Reply> Replace(Caller caller, string replaced, string type, string? key = null)
    {
        var fields = await caller.FieldsOf(type);
        fields.Add(("replaces", replaced));
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];
        return await caller.Send(HttpMethod.Post, Path, Papers.Upload(fields, Papers.Pdf, "scan.pdf"), headers);
    }

    private static async Task<Reply> Upload(Caller caller, string type, params (string Name, string Value)[] changes)
    {
        var fields = (await caller.FieldsOf(type)).Where(field => changes.All(change => change.Name != field.Name)).Concat(changes);
        return await caller.Send(HttpMethod.Post, Path, Papers.Upload(fields, Papers.Pdf, "scan.pdf"));
    }

    private static string IdOf(Reply reply) => reply.Data.GetProperty("id").GetString()!;

    private static string Day(int fromToday) => DateTime.UtcNow.AddHours(7).AddDays(fromToday).ToString("yyyy-MM-dd");

    private int Files() => Directory.EnumerateFiles(
        door.Services.GetRequiredService<NodeOptions>().BlobDirectory, "*", SearchOption.AllDirectories).Count();
}
