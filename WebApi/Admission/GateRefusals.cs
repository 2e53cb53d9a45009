using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Pages.Admission;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Says no, cheaply: a server that has too much to do must spend almost nothing on saying so. The words are made beforehand; a
/// refusal is a copy of bytes with the trace id put in.
/// </summary>
internal sealed class GateRefusals
{
    private const string Hole = "TRACE-ID";
    private const int ShortWait = 3;

    private static readonly ImmutableArray<string> Numbers =
        [.. Enumerable.Range(0, ReturnCalendar.Longest + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    private readonly FrozenDictionary<(string Code, string Language), (byte[] Before, byte[] After)> bodies;
    private readonly ImmutableArray<ReturnCalendar> returns;
    private readonly TextCatalogue texts;
    private readonly TimeProvider time;
    private readonly Func<int, int> random;

    /// <param name="texts">The words.</param>
    /// <param name="time">For the calendar of returns.</param>
    /// <param name="random">A number from 0 up to its argument.</param>
    public GateRefusals(TextCatalogue texts, TimeProvider time, Func<int, int> random)
    {
        (this.texts, this.time, this.random) = (texts, time, random);
        returns = [.. Enum.GetValues<Lane>().Select(_ => new ReturnCalendar(random))];
        bodies = new[] { Overloaded, TooMany }.SelectMany(problem => Languages.All.Select(language => (problem, language)))
            .ToFrozenDictionary(made => (made.problem.Code, made.language), made => Prepare(made.problem, made.language));
    }

    private static Problem Overloaded => new(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Overloaded);

    private static Problem TooMany => new(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited);

    /// <summary>Answers a request that its lane does not take: 503 when the lane is full, 429 when its caller has too many in it.</summary>
    public Task Write(HttpContext context, LaneQueue queue, Entry entry)
    {
        var isFull = entry is Entry.Full;
        var wait = isFull
            ? returns[(int)queue.Lane].Book(time.GetUtcNow().ToUnixTimeSeconds(), queue.PerSecond)
            : 1 + random(ShortWait);
        context.Features.Set(RefusedAtGate.Mark);
        context.Response.Headers.RetryAfter = Numbers[wait];
        var problem = isFull ? Overloaded : TooMany;
        return LineForPages.IsForBrowser(context.Request)
            ? WaitingPage.Busy(problem, wait, context.Request, texts).ExecuteAsync(context)
            : Write(context, problem);
    }

    private async Task Write(HttpContext context, Problem problem)
    {
        var language = Languages.Of(context.Request);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers.ContentLanguage = language;
        response.Headers.Vary = "Accept-Language";
        response.Headers.CacheControl = "no-store";
        var (before, after) = bodies[(problem.Code, language)];
        var trace = ProblemWriter.TraceOf(context);
        response.ContentLength = before.Length + trace.Length + after.Length;
        var writer = response.BodyWriter;
        writer.Write(before);
        Encoding.ASCII.GetBytes(trace, writer);
        writer.Write(after);
        await writer.FlushAsync(context.RequestAborted);
    }

    private (byte[] Before, byte[] After) Prepare(Problem problem, string language)
    {
        var parts = JsonSerializer.Serialize(ProblemBody.Of(problem, texts, language, Hole), ApiJson.Options).Split(Hole);
        return (Encoding.UTF8.GetBytes(parts[0]), Encoding.UTF8.GetBytes(parts[1]));
    }
}

/// <summary>Marks a request that went no further than the gate. It is counted, not logged: a line would cost more than the no.</summary>
internal sealed class RefusedAtGate
{
    public static readonly RefusedAtGate Mark = new();
}
