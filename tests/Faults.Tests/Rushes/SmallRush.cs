using Npgsql;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.RehearseRush.Checks;
using Siskop2mi.RehearseRush.Journals;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>Six people, three places, a draw: a rush that went well, and copies of its database to be broken.</summary>
public sealed class SmallRush : IAsyncLifetime
{
    internal const string Position = "utama";
    internal const string Drawn = "undian";

    private static readonly VacancyNotice[] Notices =
        [RushNotices.FirstCome(Position, "rusak-1", places: 3), RushNotices.Draw(Drawn, "rusak-2", places: 3)];

    private RushScene scene = null!;

    /// <summary>What clients know.</summary>
    internal IReadOnlyList<SendingHistory> Histories { get; private set; } = [];

    /// <summary>What the checker found before anything was broken.</summary>
    internal IReadOnlyList<Finding> Findings { get; private set; } = [];

    internal SendingHistory Acknowledged => Histories.First(one => one.IsAcknowledged && one.VacancyId == Position);

    internal SendingHistory Refused => Histories.First(one => one.IsRefused);

    public async Task InitializeAsync()
    {
        scene = await RushScene.Set(6, Notices, _ => Notices);
        await using (var door = await RushFrontDoor.Open(scene))
        {
            foreach (var ticket in scene.Tickets) await door.Client.Send(ticket);
        }

        Histories = await scene.Histories();
        Findings = await scene.Check();
    }

    /// <summary>What the checker finds after statements were run on a copy, given what clients say.</summary>
    internal async Task<IReadOnlyList<Finding>> FindIn(IReadOnlyList<SendingHistory> histories, string[] statements)
    {
        await using var copy = NpgsqlDataSource.Create(await PostgresFixture.CopyOfAsync(scene.Connection));
        foreach (var statement in statements)
        {
            await using var command = copy.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }

        return await RushChecker.Check(copy, histories, Notices.Select(notice => notice.VacancyId));
    }

    /// <summary>What clients would say had they heard something else of one application.</summary>
    internal IReadOnlyList<SendingHistory> Had(SendingHistory whose, Hearing? heard) =>
        [.. Histories.Select(one => one != whose
            ? one : one with { Attempts = [.. one.Attempts.Select(each => each with { Hearing = heard })] })];

    public async Task DisposeAsync() => await scene.DisposeAsync();
}
