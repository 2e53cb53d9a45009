// The conventional peer of the benches: the submission of an application as a well-written service of ASP.NET Core, Entity
// Framework Core and Npgsql does it (docs/adr/0012-benches-and-peers.md).
//   ConventionalPeer --port N --database CONNECTION --pool N --token-key BASE64
// Makes its tables when they are missing, says "ready" on its standard output, ends when its standard input ends.
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Siskop2mi.ConventionalPeer;

var builder = WebApplication.CreateSlimBuilder(args);
var configuration = builder.Configuration;
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls($"http://127.0.0.1:{configuration["port"]}");
var pool = configuration.GetValue("pool", 32);
var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(configuration["database"])
{
    NoResetOnClose = true,
    MaxAutoPrepare = 50,
    AutoPrepareMinUsages = 2,
    MinPoolSize = pool,
    MaxPoolSize = pool,
    Timeout = 60,
    ApplicationName = "conventional peer",
});
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddDbContextPool<PeerContext>(
    options => options.UseNpgsql(source, npgsql => npgsql.MaxBatchSize(100)).EnableThreadSafetyChecks(false), poolSize: 1024);
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, PeerJson.Default));

await using var app = builder.Build();
using (var scope = app.Services.CreateScope())
    await scope.ServiceProvider.GetRequiredService<PeerContext>().Database.EnsureCreatedAsync();
var submissions = new Submissions(
    Convert.FromBase64String(configuration["token-key"] ?? throw new InvalidOperationException("--token-key is missing.")),
    TimeProvider.System);
app.MapPost("/vacancies/{vacancyId}/submission", (string vacancyId, HttpContext http, PeerContext context) =>
    submissions.Submit(vacancyId, http, context));
app.MapGet("/empty", () => TypedResults.Ok());
await app.StartAsync();
Console.WriteLine("ready");
await Console.In.ReadToEndAsync();
await app.StopAsync();
await source.DisposeAsync();
