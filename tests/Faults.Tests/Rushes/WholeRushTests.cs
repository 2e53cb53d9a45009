using System.Net;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.RehearseRush.Journals;
using Siskop2mi.RehearseRush.Rushes;
using Xunit.Abstractions;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>
/// A rush in small against the real program: 600 people, twelve positions of twenty places, double clicks and repeats; the server
/// is killed in the middle and started again, and everybody sends again what they heard nothing of.
/// </summary>
public sealed class WholeRushTests(ITestOutputHelper output)
{
    private const int People = 600;
    private const int Places = 20;
    private const int AtOnce = 32;
    private const int ReceiptsBeforeTheKill = 100;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly VacancyNotice[] Notices = [.. Enumerable.Range(1, 12).Select(number => number switch
    {
        <= 9 => RushNotices.FirstCome($"posisi-{number}", "ramai-1", Places),
        <= 11 => RushNotices.WithLine($"posisi-{number}", "ramai-1", Places),
        _ => RushNotices.Draw($"posisi-{number}", "ramai-1", Places),
    })];

    private readonly TaskCompletionSource timeToKill = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int receipts;

    [Fact]
    public async Task A_rush_through_a_kill_loses_nothing_doubles_nothing_and_oversells_nothing()
    {
        await using var scene = await RushScene.Set(People, Notices, person => [Notices[person % Notices.Length]]);
        var port = ServerProcess.FreePort();
        var server = ServerProcess.StartOn(port, scene.DataDirectory, "--Node:ConnectionString", scene.Connection);
        try
        {
            await server.WaitFor("active", Limit);
            using var client = new RushClient(new IPEndPoint(IPAddress.Loopback, port), scene.Journal, TimeSpan.FromSeconds(30));
            using var limit = new CancellationTokenSource(Limit);
            var rush = Rush(scene, client, limit.Token);
            await timeToKill.Task.WaitAsync(Limit);
            server.Kill();
            await server.WhenGone();
            await server.DisposeAsync();
            server = ServerProcess.StartOn(port, scene.DataDirectory, "--Node:ConnectionString", scene.Connection);
            await rush;
        }
        finally
        {
            await server.DisposeAsync();
        }

        await Holds(scene);
    }

    private async Task Holds(RushScene scene)
    {
        var histories = await scene.Histories();
        output.WriteLine(
            $"{histories.Sum(one => one.Attempts.Count)} sendings of {histories.Count} applications: "
            + $"{histories.Count(one => one.IsAcknowledged)} acknowledged, {histories.Count(one => one.IsRefused)} refused, "
            + $"{histories.Count(one => one.HasUnknown)} with a sending that nobody heard of.");
        foreach (var (answer, times) in histories.SelectMany(one => one.Attempts)
            .CountBy(one => $"{one.Hearing?.Status} {one.Hearing?.Code}".TrimEnd()).OrderBy(one => one.Key, StringComparer.Ordinal))
            output.WriteLine($"{times} x {answer}");
        // Else the kill came too late and nothing was tested.
        Assert.Contains(histories, one => one.HasUnknown);
        Assert.Empty(await scene.Check());
        foreach (var position in histories.GroupBy(one => one.VacancyId))
        {
            var everybody = People / Notices.Length;
            var expected = Notices.Single(notice => notice.VacancyId == position.Key).Intake is
            { Kind: IntakeKind.FirstCome, KeepsWaitingList: false } ? Places : everybody;
            Assert.Equal(everybody, position.Count());
            Assert.Equal(expected, position.Count(one => one.IsAcknowledged));
        }
    }

    private Task Rush(RushScene scene, RushClient client, CancellationToken giveUp)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var at = Interlocked.Increment(ref next); at < People; at = Interlocked.Increment(ref next))
                await Apply(client, scene.Tickets[at], at, giveUp);
        }));
    }

    // Of twenty people one clicks twice at the same time, and two send again what they have an answer to.
    private async Task Apply(RushClient client, RushTicket ticket, int at, CancellationToken giveUp)
    {
        Hearing[] heard = at % 20 is 7
            ? await Task.WhenAll(client.SendUntilClear(ticket, giveUp), client.SendUntilClear(ticket, giveUp))
            : [await client.SendUntilClear(ticket, giveUp)];
        if (at % 20 is 11 or 16) heard = [.. heard, await client.SendUntilClear(ticket, giveUp)];
        Assert.Single(heard.Select(one => (one.Status, one.Reference, one.Code)).Distinct());
        if (heard[0].IsReceipt && Interlocked.Increment(ref receipts) == ReceiptsBeforeTheKill) timeToKill.TrySetResult();
    }
}
