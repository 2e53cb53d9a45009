using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applications;

[Collection(FrontDoorTests.Name)]
public sealed class AppointmentTests(FrontDoorFixture door)
{
    [Fact]
    public async Task A_slot_is_booked_moved_and_given_up()
    {
        const string office = "bp3mi-aceh";
        using var person = await door.Applicant();
        using var officer = await door.Officer(AccountRole.RegionalVerifier, office);
        var path = $"/api/v1/applications/{await person.Submitted(office)}";
        var day = await Day(person, path);
        var before = await Free(person, path, day, "09:00");

        var booked = (await person.Put($"{path}/appointment", new { date = day, time = "09:00" })).Is(200);
        Assert.Equal(
            $$"""{"officeId":"{{office}}","date":"{{day}}","time":"09:00"}""", booked.Data.GetProperty("appointment").GetRawText());
        Assert.Equal(before - 1, await Free(person, path, day, "09:00"));
        Assert.Equal(booked.Tag, (await person.Put($"{path}/appointment", new { date = day, time = "09:00" })).Is(200).Tag);
        var line = Assert.Single((await officer.Get($"/api/v1/verification/appointments?date={day}")).Is(200).Data.EnumerateArray());
        Assert.Equal(("09:00", "Siti Handayani", "submitted"), (
            line.GetProperty("time").GetString(), line.GetProperty("fullName").GetString(), line.GetProperty("status").GetString()));
        await door.Outside.MailTo(person.Email, "pukul 09.00 WIB");

        (await person.Put($"{path}/appointment", new { date = day, time = "13:30" })).Is(200);
        Assert.Equal(before, await Free(person, path, day, "09:00"));
        Assert.Equal(before - 1, await Free(person, path, day, "13:30"));
        (await person.Delete($"{path}/appointment")).Is(200);
        Assert.False((await person.Delete($"{path}/appointment")).Is(200).Data.TryGetProperty("appointment", out _));
        Assert.Equal(before, await Free(person, path, day, "13:30"));
        Assert.Empty((await officer.Get($"/api/v1/verification/appointments?date={day}")).Is(200).Data.EnumerateArray());

        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("application", path.Split('/')[^1]);
        Assert.Equal(["appointment-booked", "appointment-booked", "appointment-cancelled"], story.TakeLast(3).Select(one => one.Type));
        Assert.All(story.TakeLast(3), happened => Assert.Equal(person.AccountId, happened.Actor));
    }

    [Fact]
    public async Task Who_names_no_day_is_shown_the_first_on_which_something_is_free()
    {
        const string office = "bp3mi-sulawesi-tengah";
        using var person = await door.Applicant();
        var path = $"/api/v1/applications/{await person.Submitted(office)}";
        var first = (await person.Get($"{path}/appointment-slots")).Is(200).Data.GetProperty("date").GetString()!;
        var grain = door.Grains.GetGrain<IOfficeDayGrain>(OfficeDayKey.Of(office, DateOnly.Parse(first, null)));
        await Fill(grain, _ => true);

        var shown = (await person.Get($"{path}/appointment-slots")).Is(200).Data;
        var days = shown.GetProperty("days").EnumerateArray().Select(one => one.GetString()!).ToList();
        Assert.Contains(first, days);
        Assert.Equal(days[days.IndexOf(first) + 1], shown.GetProperty("date").GetString());
        Assert.Contains(shown.GetProperty("slots").EnumerateArray(), slot => slot.GetProperty("free").GetInt32() > 0);
    }

    [Fact]
    public async Task What_cannot_be_had_is_refused_and_leaves_the_old_slot()
    {
        const string office = "bp3mi-riau";
        using var person = await door.Applicant();
        var id = await person.Submitted(office);
        var path = $"/api/v1/applications/{id}";
        var day = await Day(person, path);
        (await person.Put($"{path}/appointment", new { date = day, time = "08:00" })).Is(200);

        var grain = door.Grains.GetGrain<IOfficeDayGrain>(OfficeDayKey.Of(office, DateOnly.Parse(day, null)));
        await Fill(grain, slot => slot.Time == new TimeOnly(9, 0));

        (await person.Put($"{path}/appointment", new { date = day, time = "09:00" })).IsProblem(409, "slot-taken");
        (await person.Put($"{path}/appointment", new { date = day, time = "12:00" })).IsProblem(422, "slot-unknown");
        (await person.Put($"{path}/appointment", new { date = "2020-01-06", time = "08:00" })).IsProblem(422, "slot-unknown");
        var wrong = (await person.Put($"{path}/appointment", new { date = day, time = "8.00" })).IsProblem(422, "validation");
        Assert.Equal([("/time", "time-format")], wrong.Errors);
        (await person.Put($"{path}/appointment", new { date = day })).IsProblem(400, "validation");

        await Fill(grain, _ => true);

        (await person.Put($"{path}/appointment", new { date = day, time = "09:00" })).IsProblem(409, "office-day-full");
        Assert.Equal("08:00", (await person.Get(path)).Is(200).Data.GetProperty("appointment").GetProperty("time").GetString());
    }

    [Fact]
    public async Task Nobody_books_for_another_or_before_sending_and_no_office_sees_anothers_day()
    {
        using var person = await door.Applicant();
        using var other = await door.Applicant();
        using var elsewhere = await door.Officer(AccountRole.RegionalVerifier, "bp3mi-bali");
        var draft = $"/api/v1/applications/{await person.Drafted("bp3mi-lampung")}";
        (await person.Get($"{draft}/appointment-slots")).IsProblem(409, "appointment-not-possible");
        (await person.Put($"{draft}/appointment", new { date = "2030-01-07", time = "09:00" })).IsProblem(409, "appointment-not-possible");
        (await person.Post($"{draft}/submission", null, ("Idempotency-Key", "k"))).Is(200);

        (await other.Get($"{draft}/appointment-slots")).IsProblem(404, "application-not-found");
        (await other.Put($"{draft}/appointment", new { date = "2030-01-07", time = "09:00" })).IsProblem(404, "application-not-found");
        (await other.Delete($"{draft}/appointment")).IsProblem(404, "application-not-found");
        var day = await Day(person, draft);
        (await person.Put($"{draft}/appointment", new { date = day, time = "10:00" })).Is(200);
        Assert.Empty((await elsewhere.Get($"/api/v1/verification/appointments?date={day}")).Is(200).Data.EnumerateArray());
        (await elsewhere.Get("/api/v1/verification/appointments?date=tomorrow")).IsProblem(400, "validation");
        (await person.Get($"{draft}/appointment-slots?date={day}&date={day}")).IsProblem(400, "validation");
    }

    // Not the first day: it may be today, with slots that are over.
    private static async Task Fill(IOfficeDayGrain day, Func<OfficeDaySlot, bool> which)
    {
        foreach (var slot in (await day.GetSlots()).Where(which))
        {
            for (var place = 0; place < slot.Free; place++)
                await day.Reserve(new ReserveSlot($"somebody-{place}.{Guid.NewGuid():N}", slot.Time));
        }
    }

    private static async Task<string> Day(Caller person, string path) =>
        (await person.Get($"{path}/appointment-slots")).Is(200).Data.GetProperty("days")[1].GetString()!;

    private static async Task<int> Free(Caller person, string path, string day, string time) =>
        (await person.Get($"{path}/appointment-slots?date={day}")).Is(200).Data.GetProperty("slots").EnumerateArray()
            .Single(slot => slot.GetProperty("time").GetString() == time).GetProperty("free").GetInt32();
}
