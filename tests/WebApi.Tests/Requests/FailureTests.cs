using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Storage;
using Siskop2mi.Storage.Grains;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Support;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Tests.Requests;

/// <summary>What clients hear when something breaks behind the door, on a server that breaks on demand.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private const string Secret = "3204105708951234";

    private readonly CapturedLogs logs = new();
    private readonly Queue<Exception> failures = new();
    private WebApplication app = null!;
    private int calls;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Configuration["RateLimits:AttemptsPerMinute"] = "3";
        builder.Services.AddSingleton(new TextCatalogue(isStrict: true));
        AttemptLimits.Add(builder.Services, builder.Configuration);
        app = builder.Build();
        app.UseMiddleware<FailureAnswers>();
        app.UseRateLimiter();
        app.MapPost("/once", Call);
        app.MapPost("/repeatable", Call).Repeatable();
        app.MapPost("/attempt", () => "in").RequireRateLimiting(AttemptLimits.Policy);
        await app.StartAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    public static TheoryData<string, int, string> Failures => new()
    {
        { nameof(InconsistentStateException), 409, "concurrent-change" },
        { nameof(CommitOutcomeUnknownException), 503, "storage-unavailable" },
        { nameof(StorageUnavailableException), 503, "storage-unavailable" },
        { nameof(NpgsqlException), 503, "storage-unavailable" },
        { nameof(FencedException), 503, "node-not-active" },
        { nameof(OrleansException), 503, "node-not-active" },
        { nameof(TimeoutException), 503, "overloaded" },
        { nameof(InvalidOperationException), 500, "internal" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failure_is_answered_by_its_kind_and_says_nothing_of_itself(string kind, int status, string code)
    {
        failures.Enqueue(New(kind));
        using var caller = NewCaller();
        var reply = (await caller.Post("/once")).IsProblem(status, code);
        Assert.Equal(1, calls);
        Assert.Equal(status is 409 or 503, reply.Header("Retry-After") is not null);
        Assert.DoesNotContain(Secret, reply.Text);
        Assert.Equal([], logs.Lines.Where(line => line.Contains(Secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_harmless_to_repeat_is_tried_three_times_and_no_more()
    {
        using var caller = NewCaller();
        failures.Enqueue(New(nameof(InconsistentStateException)));
        failures.Enqueue(New(nameof(CommitOutcomeUnknownException)));
        (await caller.Post("/repeatable")).Is(200);
        Assert.Equal(3, calls);

        for (var i = 0; i < 5; i++) failures.Enqueue(New(nameof(InconsistentStateException)));
        (await caller.Post("/repeatable")).IsProblem(409, "concurrent-change");
        Assert.Equal(6, calls);
    }

    [Fact]
    public async Task What_may_have_happened_for_another_reason_is_not_repeated()
    {
        failures.Enqueue(New(nameof(TimeoutException)));
        using var caller = NewCaller();
        (await caller.Post("/repeatable")).IsProblem(503, "overloaded");
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task An_address_that_tries_too_often_waits_whatever_it_says_its_address_is()
    {
        using var caller = NewCaller();
        for (var i = 0; i < 3; i++) (await caller.Post("/attempt", null, ("X-Forwarded-For", $"10.0.0.{i}"))).Is(200);
        var refused = (await caller.Post("/attempt", null, ("X-Forwarded-For", "10.0.0.9"))).IsProblem(429, "rate-limited");
        Assert.True(int.Parse(refused.Header("Retry-After")!) >= 1);
    }

    private string Call()
    {
        calls++;
        return failures.TryDequeue(out var failure) ? throw failure : "done";
    }

    private Caller NewCaller() => new(new Uri(app.Urls.Single()));

    private static Exception New(string kind) => kind switch
    {
        nameof(InconsistentStateException) => new InconsistentStateException(Secret),
        nameof(CommitOutcomeUnknownException) => new CommitOutcomeUnknownException(new IOException(Secret)),
        nameof(StorageUnavailableException) => new StorageUnavailableException(Secret),
        nameof(NpgsqlException) => new NpgsqlException(Secret),
        nameof(FencedException) => new FencedException(),
        nameof(OrleansException) => new OrleansException(Secret),
        nameof(TimeoutException) => new TimeoutException(Secret),
        nameof(InvalidOperationException) => new InvalidOperationException(Secret),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such failure."),
    };
}
