using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class RegistrationTests(FrontDoorFixture door)
{
    private const string Unknown = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task The_same_key_and_person_meet_the_same_registration_and_one_event()
    {
        using var person = door.Anonymous();
        var (body, key) = (Person(), ("Idempotency-Key", Guid.NewGuid().ToString()));
        var first = (await person.Post("/api/v1/registrations", body, key)).Is(201);
        var again = (await person.Post("/api/v1/registrations", body, key)).Is(201);
        Assert.Equal(first.Location, again.Location);
        var story = await door.Services.GetRequiredService<EventFeed>().OfGrainAsync("account", IdOf(first));
        Assert.Equal(["registration-started", "identity-confirmed"], story.Select(happened => happened.Type));
        Assert.All(story, happened => Assert.Equal(("anonymous", "anonymous"), (happened.Actor, happened.Role)));
    }

    [Fact]
    public async Task A_short_key_makes_no_id()
    {
        using var person = door.Anonymous();
        (await person.Post("/api/v1/registrations", Person(), ("Idempotency-Key", "1"))).IsProblem(400, "idempotency-key-invalid");
    }

    [Fact]
    public async Task Who_the_registry_does_not_confirm_cannot_go_on()
    {
        using var person = door.Anonymous();
        var started = (await person.Post("/api/v1/registrations", Person(mother: "Bukan Ibu"))).Is(201);
        Assert.Equal("identity-rejected", started.Data.GetProperty("status").GetString());
        (await person.Post($"{started.Location}/credentials", People.Credentials(NewEmail()))).IsProblem(409, "identity-rejected");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using var person = door.Anonymous();
        (await person.Get($"/api/v1/registrations/{Unknown}")).IsProblem(404, "registration-not-found");
        (await person.Post($"/api/v1/registrations/{Unknown}/credentials", People.Credentials(NewEmail()))).IsProblem(
            404, "registration-not-found");
        (await person.Post($"/api/v1/registrations/{Unknown}/activation", new { code = "x" })).IsProblem(404, "link-not-found");
        (await person.Get("/activation/x/y")).Is(200);
        (await person.Post("/activation/x/y")).Is(404);
    }

    [Fact]
    public async Task An_officer_is_no_registration()
    {
        using var officer = await door.Officer(AccountRole.Auditor, null);
        (await officer.Get($"/api/v1/registrations/{officer.AccountId}")).IsProblem(404, "registration-not-found");
    }

    [Fact]
    public async Task A_taken_address_answers_like_a_free_one_until_its_owner_opens_the_link()
    {
        using var owner = await door.Applicant();
        using var person = door.Anonymous();
        var started = (await person.Post("/api/v1/registrations", Person())).Is(201);
        var free = (await person.Post($"{started.Location}/credentials", People.Credentials(NewEmail()))).Is(202);
        var taken = (await person.Post($"{started.Location}/credentials", People.Credentials(owner.Email))).Is(202);
        Assert.Equal(free.Text, taken.Text);
        (await person.Post($"{started.Location}/activation", new { code = await CodeOf(IdOf(started)) })).IsProblem(
            409, "already-registered");
    }

    // Bad-input row 36.
    [Fact]
    public async Task Who_has_the_national_id_already_hears_that_somebody_registers_with_it()
    {
        using var person = door.Anonymous();
        var (body, email) = (Person(), NewEmail());
        var first = await person.Post("/api/v1/registrations", body);
        (await person.Post($"{first.Location}/credentials", People.Credentials(email))).Is(202);
        (await person.Post($"{first.Location}/activation", new { code = await CodeOf(IdOf(first)) })).Is(200);
        var second = (await person.Post("/api/v1/registrations", body)).Is(201);
        Assert.Equal(first.Data.GetProperty("status").GetString(), second.Data.GetProperty("status").GetString());
        (await person.Post($"{second.Location}/credentials", People.Credentials(NewEmail()))).Is(202);
        (await person.Post($"{second.Location}/activation", new { code = await CodeOf(IdOf(second)) })).IsProblem(
            409, "already-registered");
        await door.Outside.MailTo(email, "dengan NIK Anda");
    }

    [Fact]
    public async Task A_link_works_once_and_only_unaltered_and_only_for_a_day()
    {
        using var person = door.Anonymous();
        var started = (await person.Post("/api/v1/registrations", Person())).Is(201);
        (await person.Post($"{started.Location}/credentials", People.Credentials(NewEmail()))).Is(202);
        var code = await CodeOf(IdOf(started));
        var altered = code[..^10] + (code[^10] == 'A' ? 'B' : 'A') + code[^9..];
        (await person.Post($"{started.Location}/activation", new { code = altered })).IsProblem(404, "link-not-found");
        (await person.Post($"{started.Location}/activation", new { code = code[..^20] })).IsProblem(404, "link-not-found");
        (await person.Post($"{started.Location}/activation", new { code = await CodeOf(IdOf(started), yesterday: true) })).IsProblem(
            410, "link-expired");
        (await person.Post($"{started.Location}/activation", new { code })).Is(200);
        (await person.Post($"{started.Location}/activation", new { code })).IsProblem(410, "link-expired");
    }

    [Theory]
    [InlineData("pendek#A1", 202)]
    [InlineData("aB3#", 422)]
    [InlineData("tanpahurufbesar#1", 422)]
    [InlineData("Siskop2mi12345!", 422)]
    [InlineData("Password123456!", 422)]
    [InlineData("Dewi!Kembang77", 422)]
    [InlineData("Spasi dan émoji 😀 #1 sangat panjang sekali supaya tidak ada yang terpotong dari kata sandi ini", 202)]
    public async Task A_password_is_taken_or_refused_with_its_reasons(string password, int status)
    {
        using var person = door.Anonymous();
        var started = (await person.Post("/api/v1/registrations", Person())).Is(201);
        var reply = (await person.Post($"{started.Location}/credentials", People.Credentials(NewEmail(), password: password))).Is(status);
        if (status == 422)
            Assert.All(reply.IsProblem(422, "password-not-accepted").Errors, error => Assert.Equal("/password", error.Pointer));
        Assert.DoesNotContain(password, reply.Text);
    }

    private async Task<string> CodeOf(string id, bool yesterday = false)
    {
        var card = await door.Grains.GetGrain<IAccountGrain>(id).GetCard();
        var time = yesterday ? new Earlier(TimeSpan.FromHours(25)) : TimeProvider.System;
        return new ActivationLinks(door.Services.GetRequiredService<IDataProtectionProvider>(), time).Create(id, card.SecurityStamp!);
    }

    private static object Person(string mother = "Sri Wahyuni") =>
        new { nationalId = People.NewNationalId(), fullName = "Dewi Kusuma", motherName = mother, consentVersion = "2026-01" };

    private static string NewEmail() => $"baru.{Guid.NewGuid():N}@contoh.test";

    private static string IdOf(Reply started) => started.Data.GetProperty("id").GetString()!;

    private sealed class Earlier(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - by;
    }
}
