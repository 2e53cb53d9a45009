using System.Collections.Immutable;
using Orleans.Storage;
using Siskop2mi.Bench.Seeding;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.RehearseRush.Rushes;

/// <summary>
/// Puts vacancies and made-up people with drafts into a database that nobody serves from yet, as the rules of the domain leave
/// them, without the events that led there: nobody gets letters, and the first event of each is its sending.
/// </summary>
internal static class RushSeed
{
    private const int AtOnce = 256;

    /// <summary>Seeds, and gives a ticket for every draft: of the first person first.</summary>
    /// <param name="connection">A database with the product's schema.</param>
    /// <param name="keys">The keys of the server to be started on it.</param>
    /// <param name="people">How many.</param>
    /// <param name="notices">What is offered.</param>
    /// <param name="drafts">Where a person, by number, applies.</param>
    public static async Task<IReadOnlyList<RushTicket>> Plant(
        string connection, KeyRing keys, int people, IReadOnlyList<VacancyNotice> notices, Func<int, IEnumerable<VacancyNotice>> drafts)
    {
        var all = Enumerable.Range(0, people).Select(number => new Resident(number)).ToList();
        await using (var store = new PostgresGrainStorage(
            connection, new StorageJson(keys), new GrainStorageOptions { Epoch = static () => 0 }))
            await Write(store, all, notices, drafts);
        await using var database = Npgsql.NpgsqlDataSource.Create(connection);
        await using (var analyze = database.CreateCommand("analyze")) await analyze.ExecuteNonQueryAsync();
        await using var mint = new SessionMint(database, keys);
        return [.. all.SelectMany((person, number) => Tickets(person, mint.TokenOf(person.Card), drafts(number)))];
    }

    private static IEnumerable<RushTicket> Tickets(Resident person, string token, IEnumerable<VacancyNotice> drafts) => drafts.Select(
        notice => new RushTicket(person.ApplicationIn(notice.BatchId), notice.VacancyId, token, $"rush-{person.Id}-{notice.BatchId}"));

    private static async Task Write(
        IGrainStorage store, List<Resident> people, IReadOnlyList<VacancyNotice> notices, Func<int, IEnumerable<VacancyNotice>> drafts)
    {
        using var threads = new CostlyWork();
        using var hashing = PasswordHashing.On(threads);
        var hash = await hashing.Hash(Guid.NewGuid().ToString(), CancellationToken.None);
        foreach (var notice in notices)
            await Put(store, "vacancy", notice.VacancyId, AnnounceVacancyRule.Decide(new(), new AnnounceVacancy(notice)).State);
        await Parallel.ForAsync(0, people.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var person = people[number];
            await Put(store, "account", person.Id, person.Account(hash));
            await Put(store, "applicant", person.Id, person.Applicant());
            foreach (var notice in drafts(number)) await WriteDraft(store, person, notice);
        });
    }

    // With a paper for everything that is asked for: each is read and pinned when the application is sent.
    private static async Task WriteDraft(IGrainStorage store, Resident person, VacancyNotice notice)
    {
        var draft = person.Draft(notice.VacancyId, notice.BatchId);
        var papers = notice.RequiredDocuments.Where(required => !required.IsOptional).Select(required => required.TypeCode)
            .ToImmutableSortedDictionary(type => type, type => $"{person.Id}.{notice.BatchId}-{type}", StringComparer.Ordinal);
        foreach (var (type, id) in papers) await Put(store, "document", id, Paper(person, type, id));
        if (!papers.IsEmpty) draft = DraftRule.PickDocuments(draft, new PickDocuments(papers, draft.Revision)).State;
        await Put(store, "application", person.ApplicationIn(notice.BatchId), draft);
    }

    private static DocumentState Paper(Resident person, string type, string id) => new()
    {
        Status = DocumentStatus.Uploaded,
        OwnerId = person.Id,
        TypeCode = type,
        File = new StoredFile
        {
            BlobId = id,
            Size = 200_000,
            Sha256 = new string('0', 64),
            MediaType = "application/pdf",
            FileName = "contoh.pdf",
        },
        UploadedAt = new DateTimeOffset(2026, 1, 5, 3, 0, 0, TimeSpan.Zero),
    };

    // A kind's state is stored under the kind's own name.
    private static Task Put<TState>(IGrainStorage store, string kind, string key, TState state) where TState : Entity =>
        store.WriteStateAsync(kind, GrainId.Create(kind, key), new GrainState<TState>(state));
}
