using Npgsql;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.RehearseRush.Checks;
using Siskop2mi.RehearseRush.Journals;
using Siskop2mi.RehearseRush.Rushes;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>A database with people about to send, the keys of its server, and the journal of what they send.</summary>
internal sealed class RushScene : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("siskop2mi-rush-");
    private readonly IReadOnlyList<VacancyNotice> notices;

    private RushScene(string connection, IReadOnlyList<VacancyNotice> notices)
    {
        (Connection, this.notices) = (connection, notices);
        Keys = KeyFile.LoadOrCreate(Path.Combine(folder.FullName, "keys.json"));
        Database = NpgsqlDataSource.Create(connection);
        Journal = new SendingJournal(Path.Combine(folder.FullName, "journal.txt"));
    }

    public string Connection { get; }

    public string DataDirectory => folder.FullName;

    public KeyRing Keys { get; }

    public NpgsqlDataSource Database { get; }

    public SendingJournal Journal { get; }

    /// <summary>In the order of people, and of what each applies to.</summary>
    public IReadOnlyList<RushTicket> Tickets { get; private set; } = [];

    public static async Task<RushScene> Set(
        int people, IReadOnlyList<VacancyNotice> notices, Func<int, IEnumerable<VacancyNotice>> drafts)
    {
        var scene = new RushScene(await PostgresFixture.NewDatabaseAsync(), notices);
        scene.Tickets = await RushSeed.Plant(scene.Connection, scene.Keys, people, notices, drafts);
        return scene;
    }

    /// <summary>What clients know by now.</summary>
    public async Task<IReadOnlyList<SendingHistory>> Histories()
    {
        await Journal.Settle();
        return JournalReader.Read(Journal.Path);
    }

    /// <summary>What is wrong, by the clients' journal or by another account of what they know.</summary>
    public async Task<IReadOnlyList<Finding>> Check(IReadOnlyList<SendingHistory>? histories = null) =>
        await RushChecker.Check(Database, histories ?? await Histories(), notices.Select(notice => notice.VacancyId));

    public async Task Execute(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Database.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
