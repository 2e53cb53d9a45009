using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Net.Http.Headers;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Answers;

/// <summary>Puts a problem into words and onto the wire (RFC 9457).</summary>
internal static class ProblemWriter
{
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        var language = Languages.Of(context.Request);
        var texts = context.RequestServices.GetRequiredService<TextCatalogue>();
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.Headers.ContentLanguage = language;
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (problem.CurrentTag is { } tag) response.Headers.ETag = tag;
        if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        await response.WriteAsJsonAsync(
            ProblemBody.Of(problem, texts, language, TraceOf(context)), ApiJson.Options, "application/problem+json; charset=utf-8");
    }

    public static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}

/// <summary>A problem as clients read it. Decide by <c>code</c>; the words may change.</summary>
public sealed record ProblemBody
{
    /// <summary>Relative reference that names the kind of problem: <c>/problems/CODE</c>.</summary>
    public required string Type { get; init; }

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    public required string Code { get; init; }

    /// <summary>What to name when asking the help desk.</summary>
    public required string TraceId { get; init; }

    public ImmutableArray<ErrorBody>? Errors { get; init; }

    /// <summary>Values behind the text, such as <c>applicationId</c> or <c>retryAfterSeconds</c>.</summary>
    public ImmutableSortedDictionary<string, string>? Facts { get; init; }

    internal static ProblemBody Of(Problem problem, TextCatalogue texts, string language, string traceId)
    {
        var key = texts.Has($"refusal.{problem.Code}") ? $"refusal.{problem.Code}" : $"problem.{problem.Code}";
        return new ProblemBody
        {
            Type = $"/problems/{problem.Code}",
            Title = texts.Text(key, language, problem.Facts),
            Status = problem.Status,
            Detail = texts.Text($"{key}.detail", language, problem.Facts),
            Code = problem.Code,
            TraceId = traceId,
            Errors = problem.Errors.IsEmpty
                ? null : [.. problem.Errors.Select(error => ErrorBody.Of(error, texts, language, problem.Facts))],
            Facts = problem.Facts.IsEmpty ? null : problem.Facts,
        };
    }
}

/// <summary>One thing to mend.</summary>
public sealed record ErrorBody(string Pointer, string Code, string Message)
{
    /// <summary>The route by which it is mended, when that is another one than was called.</summary>
    public string? Fix { get; init; }

    internal static ErrorBody Of(FieldError error, TextCatalogue texts, string language, IReadOnlyDictionary<string, string> facts)
    {
        var key = new[] { $"reason.{error.Code}", $"refusal.{error.Code}" }.FirstOrDefault(texts.Has) ?? $"problem.{error.Code}";
        return new ErrorBody(error.Pointer, error.Code, texts.Text(key, language, facts)) { Fix = error.Fix };
    }
}

/// <summary>A problem as the result of an endpoint.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.WriteAsync(httpContext, problem);
}
