using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>
/// Senders that hold a connection by sending next to nothing (rows 16 and 17). On a server of their own with our limits, beside
/// the other tests: they take as long as the limits say.
/// </summary>
public sealed class SlowSenderTests : IAsyncLifetime
{
    private WebApplication app = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(RequestLimits.Apply);
        builder.Services.AddSingleton(new TextCatalogue(isStrict: true));
        app = builder.Build();
        app.UseMiddleware<FailureAnswers>();
        app.MapPost("/words", (Body<Words> words) => $"{words.Value.Text}");
        await app.StartAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Who_sends_too_slowly_is_let_go_and_the_others_are_served()
    {
        var body = Trickle(
            "POST /words HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n", "{\"text\":\"zzcanaryzz");
        var headers = Trickle("POST /words HTTP/1.1\r\nHost: a\r\n", "X-Slow: zzcanaryzz\r\n");
        using var other = new Caller(new Uri(app.Urls.Single()));
        (await other.Post("/words", new { text = "Siti" })).Is(200);

        var (answer, after) = await body;
        answer.IsProblem(408, "request-timeout");
        Assert.DoesNotContain("zzcanaryzz", answer.Text);
        Assert.InRange(after.TotalSeconds, 5, 60);
        (answer, after) = await headers;
        Assert.Equal((408, ""), (answer.Status, answer.Text));
        Assert.InRange(after.TotalSeconds, 25, 60);
    }

    // Ten bytes a second until the server has answered.
    private async Task<(Reply Answer, TimeSpan After)> Trickle(string head, string rest)
    {
        using var client = new TcpClient();
        var server = new Uri(app.Urls.Single());
        await client.ConnectAsync(server.Host, server.Port);
        var (stream, started) = (client.GetStream(), Stopwatch.GetTimestamp());
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        var answer = RawLine.ReadToEnd(stream, CancellationToken.None);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var at = 0; !answer.IsCompleted; at = (at + 10) % rest.Length)
        {
            await second.WaitForNextTickAsync();
            try
            {
                if (!answer.IsCompleted) await stream.WriteAsync(Encoding.ASCII.GetBytes(rest.Substring(at,
                    Math.Min(10, rest.Length - at))));
            }
            catch (IOException)
            {
                break;
            }
        }

        return (RawLine.Read(await answer), Stopwatch.GetElapsedTime(started));
    }

    private sealed record Words(string? Text);
}
