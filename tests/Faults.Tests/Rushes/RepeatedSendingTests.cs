using System.Net;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.RehearseRush.Rushes;
using Xunit.Abstractions;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>One key, sent often at once; and one key for two applications.</summary>
public sealed class RepeatedSendingTests(ITestOutputHelper output)
{
    private const int AtOnce = 50;
    private const int Cases = 200;

    // The front door lets few requests of one account in at once; the others are told when to come again.
    private static readonly HttpStatusCode[] MayBe =
        [HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable];

    [Fact]
    public async Task The_same_key_fifty_times_at_once_has_one_effect_and_one_receipt()
    {
        var notice = RushNotices.FirstCome("sekali", "sekali-1", places: 3);
        await using var scene = await RushScene.Set(3, [notice], _ => [notice]);
        await using var door = await RushFrontDoor.Open(scene);
        using var http = new HttpClient { BaseAddress = door.Address };
        foreach (var ticket in scene.Tickets)
        {
            var barrier = new Rendezvous(AtOnce);
            var answers = await Task.WhenAll(Enumerable.Range(1, AtOnce).Select(attempt => Send(scene, http, ticket, attempt, barrier)));
            Assert.All(answers, answer => Assert.Contains(answer.Status, MayBe));
            var alone = await Send(scene, http, ticket, AtOnce + 1, new Rendezvous(1));
            var receipts = answers.Append(alone).Where(answer => answer.Status is HttpStatusCode.OK).Select(answer => answer.Body).ToList();
            output.WriteLine($"{receipts.Count} of {AtOnce + 1} got the receipt, the others were asked to come again.");
            Assert.Equal(HttpStatusCode.OK, alone.Status);
            Assert.True(receipts.Count > 1);
            Assert.Single(receipts.Distinct());
        }

        // The checker knows from the journal that all were acknowledged, and counts what was written down of each: once.
        Assert.Empty(await scene.Check());
    }

    // A sending has no body, so the one other content that a key can come back with is another application. Keys belong to the
    // application they were sent with: the other one is sent on its own, and nobody gets a receipt of something else.
    [Fact]
    public async Task A_key_used_for_another_application_sends_that_one_and_answers_for_that_one()
    {
        VacancyNotice[] notices = [RushNotices.FirstCome("satu", "satu-1", Cases), RushNotices.FirstCome("dua", "dua-1", Cases)];
        await using var scene = await RushScene.Set(Cases, notices, _ => notices);
        await using var door = await RushFrontDoor.Open(scene);
        await Parallel.ForEachAsync(scene.Tickets.Chunk(2), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (both, _) =>
        {
            var (one, other) = (both[0], both[1] with { Key = both[0].Key });
            var heard = await Task.WhenAll(door.Client.Send(one), door.Client.Send(other));
            var again = await Task.WhenAll(door.Client.Send(one, 2), door.Client.Send(other, 2));
            Assert.All(heard, hearing => Assert.True(hearing.IsReceipt));
            Assert.NotEqual(heard[0].Reference, heard[1].Reference);
            Assert.Equal(heard.Select(hearing => hearing.Reference), again.Select(hearing => hearing.Reference));
        });
        Assert.Empty(await scene.Check());
    }

    [Fact]
    public async Task Another_key_for_what_was_sent_is_refused_and_writes_nothing()
    {
        var notice = RushNotices.FirstCome("tetap", "tetap-1", Cases);
        await using var scene = await RushScene.Set(Cases, [notice], _ => [notice]);
        await using var door = await RushFrontDoor.Open(scene);
        await Parallel.ForEachAsync(scene.Tickets, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (ticket, _) =>
        {
            Assert.True((await door.Client.Send(ticket)).IsReceipt);
            var heard = await door.Client.Send(ticket with { Key = $"{ticket.Key}-lain" });
            Assert.Equal((409, "application-not-a-draft"), (heard.Status, heard.Code));
        });
        Assert.Empty(await scene.Check());
    }

    private static async Task<(HttpStatusCode Status, string Body)> Send(
        RushScene scene, HttpClient http, RushTicket ticket, int attempt, Rendezvous barrier)
    {
        var sending = await scene.Journal.Intend(ticket.Key, ticket.ApplicationId, ticket.VacancyId, attempt);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/applications/{ticket.ApplicationId}/submission")
        {
            Headers = { { "Authorization", $"Bearer {ticket.Token}" }, { "Idempotency-Key", ticket.Key } },
        };
        await barrier.Arrive();
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        scene.Journal.Hear(RushClient.Read(sending.Id, (int)response.StatusCode, body));
        return (response.StatusCode, body);
    }
}
