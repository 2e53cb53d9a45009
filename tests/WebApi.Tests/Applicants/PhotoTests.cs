using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class PhotoTests(FrontDoorFixture door)
{
    private const string Path = "/api/v1/applicants/me/photo";

    [Fact]
    public async Task A_photo_is_kept_replaced_and_only_one_file_stays()
    {
        using var person = await door.Applicant();
        (await person.Get(Path)).IsProblem(404, "photo-not-found");
        var saved = (await Put(person, Papers.Jpeg, "wajah.jpg")).Is(200);
        Assert.Equal("image/jpeg", saved.Data.GetProperty("photo").GetProperty("mediaType").GetString());
        Assert.Equal("\"1\"", saved.Tag);
        var first = await BlobOf(person);
        var shown = (await person.Get(Path)).Is(200);
        Assert.Equal(Papers.Jpeg, shown.Bytes);
        Assert.Equal("image/jpeg", shown.MediaType);
        Assert.StartsWith("attachment", shown.Header("Content-Disposition"));

        Assert.Equal("\"1\"", (await Put(person, Papers.Jpeg, "sama.jpg")).Is(200).Tag);
        Assert.Equal(first, await BlobOf(person));
        Assert.Equal("\"2\"", (await Put(person, Papers.Png, "lain.png")).Is(200).Tag);
        Assert.Equal(Papers.Png, (await person.Get(Path)).Is(200).Bytes);
        var blobs = door.Services.GetRequiredService<IBlobStore>();
        Assert.Equal((false, true), (await blobs.ExistsAsync(first), await blobs.ExistsAsync(await BlobOf(person))));
        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("applicant", person.AccountId);
        Assert.Equal(["photo-saved", "photo-saved"], story.Select(happened => happened.Type));
    }

    [Fact]
    public async Task What_is_no_image_is_refused_and_nothing_stays()
    {
        using var person = await door.Applicant();
        (await Put(person, Papers.Pdf, "scan.pdf")).IsProblem(422, "photo-type");
        (await Put(person, "GIF89a__"u8.ToArray(), "wajah.gif")).IsProblem(415, "file-type-not-allowed");
        (await Put(person, Papers.Jpeg, "wajah.png")).IsProblem(422, "file-type-mismatch");
        (await Put(person, [.. Papers.Jpeg, .. new byte[5 * 1024 * 1024]], "wajah.jpg")).IsProblem(413, "file-too-large");
        var form = Papers.Upload([("type", "diploma")], Papers.Jpeg, "wajah.jpg");
        (await person.Send(HttpMethod.Put, Path, form)).IsProblem(400, "unknown-field");
        (await person.Get(Path)).IsProblem(404, "photo-not-found");
        Assert.Equal("\"0\"", (await person.Get(Profiles.Path)).Tag);
    }

    [Fact]
    public async Task The_officer_of_the_dossier_sees_it_and_no_other()
    {
        using var person = await door.Applicant();
        var id = await person.Submitted();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat");
        using var stranger = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-banten");
        var photo = $"/api/v1/verification/applications/{id}/photo";
        (await officer.Get(photo)).IsProblem(404, "photo-not-found");
        (await Put(person, Papers.Png, "wajah.png")).Is(200);
        Assert.Equal(Papers.Png, (await officer.Get(photo)).Is(200).Bytes);
        (await stranger.Get(photo)).IsProblem(404, "application-not-found");
        (await officer.Get(Path)).IsProblem(403, "forbidden");
        var dossier = (await officer.Get($"/api/v1/verification/applications/{id}")).Is(200);
        var profile = dossier.Data.GetProperty("applicant").GetProperty("profile");
        Assert.Equal("image/png", profile.GetProperty("photo").GetProperty("mediaType").GetString());
        var village = profile.GetProperty("biodata").GetProperty("domicile").GetProperty("village");
        Assert.Equal("Sayati", village.GetProperty("name").GetString());
        Assert.False(profile.TryGetProperty("completeness", out _));
    }

    private static Task<Reply> Put(Caller person, byte[] file, string name) =>
        person.Send(HttpMethod.Put, Path, Papers.Upload([], file, name));

    private async Task<string> BlobOf(Caller person) =>
        (await door.Grains.GetGrain<IApplicantGrain>(person.AccountId).GetProfile()).Photo!.BlobId;
}
