using System.Text.Json;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Vacancies;

/// <summary>A vacancy with fewer places than people who want one, as its applicants and officers meet it.</summary>
[Collection(PlaceTestsCollection.Name)]
public sealed class PlaceTests(PlaceWorld world)
{
    private static readonly Intake OnePlace = new() { Kind = IntakeKind.FirstCome, Places = 1 };
    private static readonly Intake WithLine = OnePlace with { KeepsWaitingList = true };

    [Fact]
    public async Task Who_comes_too_late_keeps_the_draft_and_may_send_it_when_a_place_is_free_again()
    {
        var vacancy = await world.Announce(OnePlace);
        var (first, receipt) = await world.Sent(vacancy);
        using var late = await world.Drafted(vacancy);
        Assert.Equal(("submitted", "taken", 1), (
            Text(receipt.Data, "status"), Text(PlaceOf(receipt), "status"), PlaceOf(receipt).GetProperty("number").GetInt32()));

        var before = (await late.Look()).Is(200);
        var refused = (await late.Send()).IsProblem(409, "quota-exhausted");
        Assert.Contains("draf", refused.Json.GetProperty("detail").GetString()!, StringComparison.OrdinalIgnoreCase);
        var after = (await late.Look()).Is(200);
        Assert.Equal((before.Tag, before.Text), (after.Tag, after.Text));

        await first.Withdraw();
        Assert.Equal("submitted", Text((await late.Send()).Is(200).Data, "status"));
        first.Dispose();
    }

    [Fact]
    public async Task Who_waits_hears_where_they_stand_and_is_at_no_office()
    {
        var vacancy = await world.Announce(WithLine);
        var (first, _) = await world.Sent(vacancy);
        var (second, receipt) = await world.Sent(vacancy);
        var (third, last) = await world.Sent(vacancy);
        Assert.Equal(("waiting-for-place", "waiting", 0), (
            Text(receipt.Data, "status"), Text(PlaceOf(receipt), "status"), PlaceOf(receipt).GetProperty("ahead").GetInt32()));
        Assert.Equal(1, PlaceOf(last).GetProperty("ahead").GetInt32());
        Assert.Contains(Text(receipt.Data, "reference")!, await world.Door.Outside.MailTo(second.Person.Email, "daftar tunggu"));
        (await second.Accept()).IsProblem(409, "place-not-offered");
        (await second.Person.Get($"{second.Path}/letter")).IsProblem(409, "letter-not-possible");
        (await second.Person.Get($"{second.Path}/appointment-slots")).IsProblem(409, "appointment-not-possible");

        using var officer = await world.Door.Officer(AccountRole.RegionalVerifier, PlaceWorld.Office);
        Assert.Equal([first.Id], await Queue(officer, first, second, third));
        (await officer.Get($"/api/v1/verification/applications/{second.Id}")).IsProblem(404, "application-not-found");
        (await officer.Get("/api/v1/verification/queue?status=waiting-for-place")).IsProblem(400, "validation");

        // Another moves up: the tag tells, although the application has not changed.
        var shown = (await third.Look()).Is(200);
        await second.Withdraw();
        var moved = (await third.Person.Get(third.Path, ("If-None-Match", shown.Tag!))).Is(200);
        Assert.Equal(0, PlaceOf(moved).GetProperty("ahead").GetInt32());
        (await third.Person.Get(third.Path, ("If-None-Match", moved.Tag!))).Is(304);
        Assert.Equal(["application-started", "last-step-answered", "line-joined"], await Story(third));
    }

    [Fact]
    public async Task A_place_that_becomes_free_is_offered_by_mail_and_phone_and_accepted_once_or_more()
    {
        var vacancy = await world.Announce(WithLine);
        var (first, _) = await world.Sent(vacancy);
        var (second, _) = await world.Sent(vacancy);
        var (third, _) = await world.Sent(vacancy);
        await first.Withdraw();
        var offered = await second.Becomes("place-on-offer");
        Assert.Equal($"{second.Path}/place-acceptance", Text(PlaceOf(offered), "accept"));
        Assert.True(PlaceOf(offered).GetProperty("until").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddHours(47));
        await world.Door.Outside.MailTo(second.Person.Email, "disimpan untuk Anda sampai");
        var mobile = (await world.Door.Grains.GetGrain<IAccountGrain>(second.Person.AccountId).GetCard()).Mobile!.Reveal();
        await world.Door.Outside.SmsTo(mobile, "ada tempat untuk lamaran");

        (await third.Accept()).IsProblem(409, "place-not-offered");
        Assert.Equal("submitted", Contender.StatusOf(await second.Accept()));
        Assert.Equal("taken", Text(PlaceOf((await second.Accept()).Is(200)), "status"));
        await world.Door.Outside.MailTo(second.Person.Email, "Lamaran Anda sudah kami terima. Nomor");
        using var officer = await world.Door.Officer(AccountRole.RegionalVerifier, PlaceWorld.Office);
        Assert.Equal([second.Id], await Queue(officer, first, second, third));
        Assert.Equal((1, 1, 0, 1), await Counts(vacancy));
    }

    [Fact]
    public async Task An_offer_nobody_accepts_goes_to_the_next_and_the_draft_can_be_sent_again()
    {
        var vacancy = await world.Announce(WithLine with { OfferHours = 1 });
        var (first, _) = await world.Sent(vacancy);
        var (second, _) = await world.Sent(vacancy);
        var (third, _) = await world.Sent(vacancy);
        await first.Withdraw();
        await second.Becomes("place-on-offer");
        world.Advance(TimeSpan.FromMinutes(61));
        foreach (var person in new[] { second, third }) await person.Renew();
        // Whether the reminder was there before or not: nobody gets a place that lapsed.
        Assert.Contains((await second.Accept()).Is(409).Code, new[] { "offer-lapsed", "place-not-offered" });
        await third.Becomes("place-on-offer");
        var draft = await second.Becomes("draft");
        Assert.False(draft.Data.TryGetProperty("place", out _));
        await world.Door.Outside.MailTo(second.Person.Email, "Draf Anda tetap tersimpan");
        Assert.Equal("waiting-for-place", Text((await second.Send()).Is(200).Data, "status"));
        Assert.Equal(["line-joined", "offer-received", "offer-lapsed", "line-joined"], (await Story(second)).Skip(2));
    }

    [Fact]
    public async Task A_vacancy_says_what_it_keeps_and_only_the_programme_sees_the_counts()
    {
        var vacancy = await world.Announce(WithLine);
        using var anybody = world.Door.Anonymous();
        var intake = (await PlaceWorld.Until(() => anybody.Get($"/api/v1/vacancies/{vacancy}"), reply => reply.Status == 200))
            .Data.GetProperty("intake");
        Assert.Equal(("first-come", 1, true, 48), (Text(intake, "kind"), intake.GetProperty("places").GetInt32(),
            intake.GetProperty("keepsWaitingList").GetBoolean(), intake.GetProperty("offerHours").GetInt32()));
        using var central = await world.Door.Officer(AccountRole.ProgrammeAdmin, null);
        (await central.Get("/api/v1/programmes/ijepa-16/vacancies/ijepa-16-nurse/places")).IsProblem(409, "no-places-kept");
        (await central.Get($"/api/v1/programmes/ijepa-16/vacancies/{vacancy}/places")).IsProblem(404, "vacancy-not-found");
        (await anybody.Get($"/api/v1/vacancies/{vacancy}/draw")).IsProblem(409, "no-draw");
        (await central.Post($"/api/v1/programmes/{vacancy}/vacancies/{vacancy}/draw", new { seed = "x" })).IsProblem(409, "no-draw");
    }

    private async Task<(int Places, int InUse, int Left, int Waiting)> Counts(string vacancy)
    {
        using var central = await world.Door.Officer(AccountRole.ProgrammeAdmin, null);
        var seen = (await central.Get($"/api/v1/programmes/{vacancy}/vacancies/{vacancy}/places")).Is(200).Data;
        return (Number("places"), Number("inUse"), Number("left"), Number("waiting"));

        int Number(string name) => seen.GetProperty(name).GetInt32();
    }

    private static async Task<List<string>> Queue(Caller officer, params Contender[] among)
    {
        var ids = (await officer.Get("/api/v1/verification/queue?limit=100")).Is(200).Data.EnumerateArray()
            .Select(row => row.GetProperty("id").GetString()!).ToHashSet();
        return [.. among.Select(person => person.Id).Where(ids.Contains)];
    }

    private static async Task<List<string>> Story(Contender person) =>
        [.. (await person.Person.Get($"{person.Path}/timeline")).Is(200).Data.EnumerateArray().Select(entry => Text(entry, "event")!)];

    private static JsonElement PlaceOf(Reply reply) => reply.Is(200).Data.GetProperty("place");

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

/// <summary>Tests of places share one server, whose clock only goes forward.</summary>
[CollectionDefinition(Name)]
public sealed class PlaceTestsCollection : ICollectionFixture<PlaceWorld>
{
    public const string Name = "places";
}
