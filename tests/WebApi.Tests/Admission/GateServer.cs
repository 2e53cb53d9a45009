using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Tests.Admission;

/// <summary>A server with the real gate, and routes that stay until they are told to go on.</summary>
internal sealed class GateServer : IAsyncDisposable
{
    private readonly SemaphoreSlim goOn = new(0);
    private readonly Channel<string> arrivals = Channel.CreateUnbounded<string>();
    private readonly Random random = new(16);
    private WebApplication app = null!;
    private int underWay;

    public Uri Address => new(app.Urls.Single());

    public FrontGate Gate => app.Services.GetRequiredService<FrontGate>();

    public WaitingLine Line => app.Services.GetRequiredService<WaitingLine>();

    /// <summary>Most requests that were inside at the same time.</summary>
    public int MostUnderWay { get; private set; }

    /// <summary>Starts one; settings as in configuration, such as <c>Admission:Lanes:Submit:AtOnce</c>.</summary>
    public static async Task<GateServer> Start(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var server = new GateServer();
        await server.Open(time ?? TimeProvider.System, settings);
        return server;
    }

    public Caller NewCaller(string? token = null)
    {
        var caller = new Caller(Address);
        if (token is not null) caller.UseToken(token);
        return caller;
    }

    /// <summary>Waits until so many more requests are inside.</summary>
    public async Task Arrived(int count = 1)
    {
        for (var i = 0; i < count; i++) await arrivals.Reader.ReadAsync();
    }

    /// <summary>Waits until so many requests wait in a lane.</summary>
    public async Task Queued(Lane lane, int count)
    {
        while (Gate.Queue(lane).Waiting != count) await Task.Yield();
    }

    /// <summary>Lets so many of those inside, or still to come, finish.</summary>
    public void GoOn(int count = 1) => goOn.Release(count);

    public async ValueTask DisposeAsync()
    {
        goOn.Release(10_000);
        await app.DisposeAsync();
    }

    private async Task Open(TimeProvider time, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(new TextCatalogue(isStrict: true));
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton<KnownDevices>();
        builder.Services.AddSingleton<DeviceCookie>();
        SessionSchemes.Add(builder.Services);
        AttemptLimits.Add(builder.Services, builder.Configuration);
        AdmissionSetup.Add(builder.Services, builder.Configuration);
        builder.Services.AddSingleton<Func<int, int>>(random.Next);
        app = builder.Build();
        app.UseTrustedProxy();
        app.UseMiddleware<FailureAnswers>();
        app.UseRouting();
        app.Use(app.Services.GetRequiredService<FrontGate>().Pass);
        app.UseRateLimiter();
        Map();
        await app.StartAsync();
    }

    private void Map()
    {
        foreach (var lane in Enum.GetValues<Lane>().Where(lane => lane is not Lane.Unspecified))
        {
            app.MapPost($"/held/{lane}", (Delegate)Hold).AllowEverybody().InLane(lane);
            app.MapGet($"/held/{lane}", (Delegate)Hold).AllowEverybody().InLane(lane);
            app.MapPost($"/quick/{lane}", () => "done").AllowEverybody().InLane(lane);
            app.MapGet($"/quick/{lane}", () => "done").AllowEverybody().InLane(lane);
        }

        app.MapGet("/page", () => Results.Text("<h1>there</h1>", "text/html")).AllowEverybody().WaitsInLine();
        app.MapPost("/attempt", () => "in").AllowEverybody().InLane(Lane.Open).RequireRateLimiting(AttemptLimits.Policy);
        WaitingLineApi.Map(app.MapGroup("/api/v1"));
    }

    private async Task<string> Hold(HttpContext context)
    {
        var inside = Interlocked.Increment(ref underWay);
        lock (arrivals) MostUnderWay = Math.Max(MostUnderWay, inside);
        try
        {
            await arrivals.Writer.WriteAsync(context.Request.Path);
            await goOn.WaitAsync(context.RequestAborted);
            return "done";
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
