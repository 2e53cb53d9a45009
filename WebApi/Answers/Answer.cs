using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Answers;

/// <summary>The one shape of every successful answer with a body.</summary>
/// <param name="Data">What was asked for.</param>
/// <param name="Meta">About a list: where the next page starts.</param>
/// <param name="Links">Where to go next.</param>
public sealed record Envelope<T>(T Data, PageMeta? Meta = null, IReadOnlyDictionary<string, string>? Links = null);

/// <summary>About one page of a list.</summary>
/// <param name="NextCursor">Opaque; absent on the last page.</param>
public sealed record PageMeta(string? NextCursor);

/// <summary>Makes answers.</summary>
internal static class Answer
{
    public static IResult Ok<T>(T data, string? tag = null) => new Json<T>(StatusCodes.Status200OK, new Envelope<T>(data)) { Tag = tag };

    /// <summary>As <see cref="Ok{T}"/>, of bytes that were made before.</summary>
    public static IResult OkBytes(byte[] bytes, string tag) => new Written(bytes, tag);

    /// <summary>With a tag that counts revisions, where more may change than they count: never answered with 304.</summary>
    public static IResult OkAnew<T>(T data, string tag) =>
        new Json<T>(StatusCodes.Status200OK, new Envelope<T>(data)) { Tag = tag, IsAlwaysWhole = true };

    /// <summary>With a tag made from the content, for public things that have no revision.</summary>
    /// <param name="data">What was asked for.</param>
    /// <param name="meta">About a list.</param>
    /// <param name="fresh">How long it may be used without asking again; null to ask every time.</param>
    public static IResult OkByContent<T>(T data, PageMeta? meta = null, TimeSpan? fresh = null) =>
        new Json<T>(StatusCodes.Status200OK, new Envelope<T>(data, meta)) { TagByContent = true, Fresh = fresh };

    public static IResult Page<T>(IReadOnlyList<T> rows, string? next) =>
        new Json<IReadOnlyList<T>>(StatusCodes.Status200OK, new Envelope<IReadOnlyList<T>>(rows, new PageMeta(next)));

    public static IResult Accepted<T>(T data, string? location = null) =>
        new Json<T>(StatusCodes.Status202Accepted, new Envelope<T>(data)) { Location = location };

    public static IResult Created<T>(string location, T data, string? tag = null) =>
        new Json<T>(StatusCodes.Status201Created, new Envelope<T>(data)) { Location = location, Tag = tag };

    public static IResult Refused(Refusal refusal) => new ProblemResult(Problem.Of(refusal));

    /// <summary>A refusal whose single reasons say where to mend them.</summary>
    public static IResult Refused(Refusal refusal, Func<string, string?> placeOf)
    {
        var problem = Problem.Of(refusal);
        return new ProblemResult(problem with
        {
            Errors = [.. problem.Errors.Select(error => error with { Fix = placeOf(error.Pointer) ?? error.Fix })],
        });
    }

    /// <summary>The value of an outcome as an answer, or its refusal as a problem.</summary>
    public static IResult ToHttp<T>(this Outcome<T> outcome, Func<T, IResult> answer) =>
        outcome.Refusal is { } refusal ? Refused(refusal) : answer(outcome.Value!);

    /// <summary>As above; a stale version is answered with the tag there is now, which only then has to be asked for.</summary>
    public static async Task<IResult> ToHttp<T>(this Outcome<T> outcome, Func<T, IResult> answer, Func<Task<string?>> currentTag) =>
        outcome.Refusal is { Kind: RefusalKind.Stale } stale
            ? new ProblemResult(Problem.Of(stale) with { CurrentTag = await currentTag() })
            : outcome.ToHttp(answer);

    /// <summary>The ETag of a thing that counts its revisions.</summary>
    public static string TagOf(int revision) => $"\"{revision}\"";

    private static Task Write(HttpContext context, byte[] bytes, string? tag, bool isAlwaysWhole)
    {
        var response = context.Response;
        if (tag is not null)
        {
            response.Headers.ETag = tag;
            if (!isAlwaysWhole && HttpMethods.IsGet(context.Request.Method)
                && EntityTags.AnyIs(context.Request.Headers.IfNoneMatch, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private sealed class Written(byte[] bytes, string tag) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, bytes, tag, isAlwaysWhole: false);
    }

    private sealed class Json<T>(int status, Envelope<T> body) : IResult
    {
        public string? Location { get; init; }

        public string? Tag { get; init; }

        public bool IsAlwaysWhole { get; init; }

        public bool TagByContent { get; init; }

        public TimeSpan? Fresh { get; init; }

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options);
            var response = httpContext.Response;
            response.StatusCode = status;
            if (TagByContent)
                response.Headers.CacheControl = Fresh is { } fresh ? $"public, max-age={(int)fresh.TotalSeconds}" : "no-cache";
            if (Location is not null) response.Headers.Location = Location;
            var tag = TagByContent ? $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16))}\"" : Tag;
            return Write(httpContext, bytes, tag, IsAlwaysWhole);
        }
    }
}
