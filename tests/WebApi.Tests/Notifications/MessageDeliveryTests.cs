using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.GrainInterfaces.Notifications;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Notifications;

/// <summary>What cannot become a mail holds up nobody else's.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class MessageDeliveryTests(FrontDoorFixture door)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_mail_that_cannot_be_written_is_put_off_and_the_others_leave()
    {
        var broken = door.Grains.GetGrain<IMessageGrain>($"broken.{Guid.NewGuid():N}");
        await broken.Require(new RequireMessage(MessageTemplate.Unspecified, (await People.Applicant(door)).AccountId!, "nothing"));
        using var limit = new CancellationTokenSource(Patience);
        while (await broken.Get() is { Attempts: 0 }) await Task.Delay(50, limit.Token);
        Assert.Equal(MessageStatus.Pending, (await broken.Get()).Status);
        await SomebodyGetsAMail();
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_told_and_passed_by()
    {
        var key = $"unreadable.{Guid.NewGuid():N}";
        var database = door.Services.GetRequiredService<NpgsqlDataSource>();
        await using var command = database.CreateCommand(
            """
            insert into event (grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)
            values ('application', $1, 1, 0, 'credentials-chosen', '"no object"', 'system', 'system', 'test', now(), 0, sha256(''))
            returning id
            """);
        command.Parameters.AddWithValue(key);
        var id = (long)(await command.ExecuteScalarAsync())!;
        await SomebodyGetsAMail();
        Assert.Contains(door.Logs.Lines, line =>
            line.StartsWith("Error", StringComparison.Ordinal)
            && line.Contains($"Event {id} of type credentials-chosen", StringComparison.Ordinal));
    }

    private async Task SomebodyGetsAMail()
    {
        using var person = door.Anonymous();
        var email = $"surat.{Guid.NewGuid():N}@contoh.test";
        var started = (await person.Post("/api/v1/registrations", new
        {
            nationalId = People.NewNationalId(),
            fullName = "Surat Contoh",
            motherName = "Ibu Contoh",
            consentVersion = "2026-01",
        })).Is(201);
        (await person.Post($"{started.Location}/credentials", People.Credentials(email))).Is(202);
        await door.Outside.MailTo(email, "/activation/");
    }
}
