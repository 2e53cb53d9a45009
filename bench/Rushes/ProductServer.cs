using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Peers;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Rushes;

/// <summary>The product as <c>./run</c> makes it, or its twin with one write a call.</summary>
internal sealed class ProductServer : RushServer
{
    private readonly World world;

    private ProductServer(BenchGround ground, World world, ChildProcess process, BenchDatabase database)
        : base(ground, process, database) => this.world = world;

    /// <summary>Starts one on a copy of the world.</summary>
    public static async Task<ProductServer> Start(BenchGround ground, World world, bool oneWriteACall = false) =>
        await Start(ground, world, await world.Copy(), oneWriteACall);

    /// <summary>Starts one on a copy of the world that was prepared further; it is dropped with the server.</summary>
    public static async Task<ProductServer> Start(BenchGround ground, World world, BenchDatabase database, bool oneWriteACall = false)
    {
        await world.LogEverybodyIn();
        var folder = world.NewFolder();
        var project = oneWriteACall ? "Bench" : "WebApi";
        string[] before = oneWriteACall ? [OneWriteServer.Command] : [];
        var process = await ChildProcess.Start(project, "/health/ready", port =>
        [
            .. before, "--port", $"{port}", "--Node:DataDirectory", folder, "--Node:ConnectionString", database.ConnectionString,
            // All come from one address here; the limit is for machines that guess.
            "--RateLimits:AttemptsPerMinute", "1000000",
        ]);
        return new ProductServer(ground, world, process, database);
    }

    public override byte[] Submission(int person, Offer offer) => HttpText.Post(
        $"/api/v1/applications/{world.People[person].ApplicationIn(offer.BatchId)}/submission", world.Tokens[person],
        $"key-{offer.VacancyId}-{person}");

    // The counter of the vacancy and its rows must say the same; should they not, the larger one is told.
    public override Task<long> Taken(Offer offer) => Database.Number(
        """
        select greatest(taken, (select count(*) from holding where grain_type = 'vacancy' and grain_key = $1 and status = 2))
        from vacancy where key = $1
        """, offer.VacancyId);

    public override Task<List<string>> Applied(Offer offer) => Database.Texts(
        "select applicant_id from application where state ->> 'vacancyId' = $1 and status = 'submitted'", offer.VacancyId);
}
