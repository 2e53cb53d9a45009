using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Queries;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.TestSupport;
using Siskop2mi.WebApi.Node;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>
/// The whole server in this process: Kestrel on a free port, the node, real PostgreSQL, files in a temporary folder, the
/// simulators outside. The environment is not Development, so cookies and headers are those of production.
/// </summary>
public sealed class FrontDoorFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("siskop2mi-web-");
    private readonly Action<IServiceCollection>? otherwise;
    private WebApplication app = null!;

    public FrontDoorFixture()
    {
    }

    /// <param name="otherwise">What this server has instead of what others have.</param>
    internal FrontDoorFixture(Action<IServiceCollection> otherwise) => this.otherwise = otherwise;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    internal Outside Outside { get; private set; } = null!;

    internal CapturedLogs Logs { get; } = new();

    internal ClamdStandIn Clamd { get; } = new();

    public async Task InitializeAsync()
    {
        Outside = await Outside.Start();
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Test", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CivilRegistry:BaseAddress"] = Outside.Http.BaseAddress!.ToString(),
            ["StrRegister:BaseAddress"] = Outside.Http.BaseAddress!.ToString(),
            ["SmsGateway:BaseAddress"] = Outside.Http.BaseAddress!.ToString(),
            // All tests share one server: those that want no answer must not take it away from the others.
            ["CivilRegistry:FailuresBeforePause"] = "100000",
            ["StrRegister:FailuresBeforePause"] = "100000",
            ["SmsGateway:FailuresBeforePause"] = "100000",
            ["Mail:Host"] = Outside.SmtpHost,
            ["Mail:Port"] = Outside.SmtpPort,
            ["Vacancies:ReopenFor"] = "30.00:00:00",
            // Tests announce and read at once; VacancySnapshotTests prove what holds at the second of everywhere else.
            ["Vacancies:SnapshotMaxAge"] = "00:00:00",
            ["Text:Strict"] = "true",
            ["Security:OfficerTotp"] = "optional",
            ["Security:RecoveryWait"] = "00:00:00",
            ["RateLimits:AttemptsPerMinute"] = "100000",
            // A test uploads more at once than a person does, to see that they are counted one by one.
            ["RateLimits:WritesAtOnce"] = "100",
            ["Admission:Lanes:Upload:PerCaller"] = "100",
            // However slow the machine is that tests run on, nobody is refused for it.
            ["Admission:Lanes:LogIn:Patience"] = "00:10:00",
            ["Admission:Lanes:Upload:Patience"] = "00:10:00",
            ["FileScan:Host"] = "127.0.0.1",
            ["FileScan:Port"] = Clamd.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        });
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Logging.AddProvider(Logs);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddSiskop2miNode(
            new NodeOptions { ConnectionString = await PostgresFixture.NewDatabaseAsync(), DataDirectory = data.FullName },
                KeyRing.CreateNew());
        builder.AddFrontDoor(simulators: null);
        otherwise?.Invoke(builder.Services);
        app = builder.Build();
        app.UseFrontDoor();
        await app.StartAsync();
        await Services.GetRequiredService<NodeState>().WhenActive.WaitAsync(Patience);
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await WaitForVacancies();
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Outside.Dispose();
        Clamd.Dispose();
        data.Delete(recursive: true);
    }

    // The announcer is a duty of the active node: it works while the first requests come in.
    private async Task WaitForVacancies()
    {
        var vacancies = Services.GetRequiredService<VacancyQueries>();
        using var limit = new CancellationTokenSource(Patience);
        while ((await vacancies.ListAll([], limit.Token)).Count < 2) await Task.Delay(50, limit.Token);
    }
}

/// <summary>All tests of the front door share one server.</summary>
[CollectionDefinition(Name)]
public sealed class FrontDoorTests : ICollectionFixture<FrontDoorFixture>
{
    public const string Name = "front door";
}
