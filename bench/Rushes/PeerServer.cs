using System.Globalization;
using System.Security.Cryptography;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Seeding;
using Siskop2mi.ConventionalPeer;

namespace Siskop2mi.Bench.Rushes;

/// <summary>The conventional peer, with its own database on the same PostgreSQL.</summary>
internal sealed class PeerServer : RushServer
{
    // A service in production is never empty. Without them its prepared look-up is planned for an empty table and scans it ever after.
    private const int OfEarlierYears = 100_000;

    private const string EarlierYears = """
        insert into application (person_id, batch_id, vacancy_id, office_id, submission_key, reference, status, submitted_at)
        select 'lama-' || n, 'angkatan-' || n % 40, 'perawat-' || n % 40, 'bp3mi-jawa-barat', md5(n::text), 'JP0-' || n, 'submitted',
               timestamptz '2020-01-01' + n * interval '20 minutes'
        from generate_series(1, $1) n
        """;

    private readonly byte[] key;

    private PeerServer(BenchGround ground, byte[] key, ChildProcess process, BenchDatabase database) : base(ground, process, database) =>
        this.key = key;

    public static async Task<PeerServer> Start(BenchGround ground, int pool, int people, IReadOnlyList<Offer> offers)
    {
        var database = await ground.NewEmptyDatabase();
        var key = RandomNumberGenerator.GetBytes(32);
        var process = await ChildProcess.Start("ConventionalPeer", "/empty", port =>
        [
            "--port", $"{port}", "--database", database.ConnectionString, "--pool", pool.ToString(CultureInfo.InvariantCulture),
            "--token-key", Convert.ToBase64String(key),
        ]);
        await database.Execute(
            """
            insert into person (id, security_stamp, is_profile_complete)
            select 'orang-' || lpad(n::text, 7, '0'), 'stamp-' || n, true from generate_series(0, $1 - 1) n
            """, people);
        foreach (var offer in offers)
        {
            await database.Execute(
                """
                insert into vacancy (id, batch_id, places, taken, opens_at, closes_at)
                values ($1, $2, $3, 0, now() - interval '1 day', now() + interval '1 day')
                """, offer.VacancyId, offer.BatchId, offer.Places);
        }

        await database.Execute(EarlierYears, OfEarlierYears);
        await database.Execute("vacuum analyze");
        return new PeerServer(ground, key, process, database);
    }

    public override byte[] Submission(int person, Offer offer) => HttpText.Post(
        $"/vacancies/{offer.VacancyId}/submission",
        PeerTokens.Make(key, $"orang-{person:0000000}", $"stamp-{person}", TimeProvider.System.GetUtcNow().AddHours(1)),
        $"key-{offer.VacancyId}-{person}");

    public override Task<long> Taken(Offer offer) => Database.Number("select taken from vacancy where id = $1", offer.VacancyId);

    public override Task<List<string>> Applied(Offer offer) =>
        Database.Texts("select person_id from application where vacancy_id = $1", offer.VacancyId);
}
