using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;

namespace Siskop2mi.Silo.Outside;

/// <summary>
/// How every adapter asks an outside system over HTTP. Whatever goes wrong (away, slow, an error page, a redirect, a huge body,
/// an answer nobody knows) is no answer, and a system that keeps giving none is left alone for a while. Nothing of a question
/// or a reply is logged.
/// </summary>
internal sealed partial class OutsideSystem : IDisposable
{
    private const int LargestReply = 64 * 1024;

    private readonly string name;
    private readonly CircuitBreaker breaker;
    private readonly ILogger log;
    private readonly HttpClient? http;

    /// <param name="name">What the log calls it.</param>
    /// <param name="options">Where it is.</param>
    /// <param name="time">Measures the pause; the time limit of a question is measured by the machine's clock.</param>
    /// <param name="log">The adapter's.</param>
    public OutsideSystem(string name, OutsideOptions options, TimeProvider time, ILogger log)
    {
        (this.name, this.log) = (name, log);
        breaker = new CircuitBreaker(options.FailuresBeforePause, options.Pause, time);
        http = options.BaseAddress is { } address ? Client(address, options) : null;
    }

    /// <summary>Posts a question as JSON and reads the reply.</summary>
    /// <param name="path">Below the base address.</param>
    /// <param name="question">Written with camel-case names.</param>
    /// <param name="read">What the reply means; null when it is no answer.</param>
    /// <param name="noAnswer">What the caller hears when there is none.</param>
    /// <param name="cancellationToken">The caller goes away; that says nothing about the system.</param>
    public async Task<TAnswer> Ask<TAnswer>(
        string path, object question, Func<OutsideReply, TAnswer?> read, TAnswer noAnswer, CancellationToken cancellationToken)
        where TAnswer : struct, Enum
    {
        if (http is null) return Without(noAnswer, "no address is configured");
        if (!breaker.MayAsk())
        {
            LogSpared(name);
            return noAnswer;
        }

        var (reply, fault) = await Post(http, path, question, cancellationToken);
        var answer = reply is null ? null : read(reply);
        if (answer is not null || reply?.IsAboutTheQuestion is true) breaker.Answered();
        else breaker.Failed();
        return answer ?? Without(noAnswer, fault ?? reply!.ToString());
    }

    public void Dispose() => http?.Dispose();

    private static async Task<(OutsideReply? Reply, string? Fault)> Post(
        HttpClient http, string path, object question, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(path, question, cancellationToken);
            return (new OutsideReply((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken)), null);
        }
        catch (Exception caught) when (
            caught is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, caught.GetType().Name);
        }
    }

    private static HttpClient Client(Uri address, OutsideOptions options)
    {
        // No redirects: an answer that sends us elsewhere is not theirs, and the question must not travel on.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        var client = new HttpClient(handler)
        {
            // Without the slash the last part of the address would be dropped.
            BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            Timeout = options.Timeout,
            MaxResponseContentBufferSize = LargestReply,
        };
        if (options.ApiKey is { Length: > 0 } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private TAnswer Without<TAnswer>(TAnswer noAnswer, string why)
    {
        LogNoAnswer(name, why);
        return noAnswer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {System} gave no answer: {Why}. It is asked again later.")]
    private partial void LogNoAnswer(string system, string why);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The {System} keeps giving no answer and is not asked now.")]
    private partial void LogSpared(string system);
}
