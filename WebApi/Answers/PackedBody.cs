using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Siskop2mi.WebApi.Answers;

/// <summary>
/// The bytes of a public answer that many get: written once, packed once for each coding that somebody asks for, and tagged by
/// their content. Nothing secret may go in here beside what a caller sent: the length of a packed body tells of both.
/// </summary>
internal sealed class PackedBody
{
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 20;

    private readonly string tag;
    private readonly Packing plain;
    private readonly Lazy<Packing> gzip;
    private readonly Lazy<Packing> brotli;

    private PackedBody(byte[] json)
    {
        tag = Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, 16));
        plain = new Packing(json, null, $"\"{tag}\"");
        gzip = new Lazy<Packing>(() => Packed(Gzip(json), "gzip"));
        brotli = new Lazy<Packing>(() => Packed(Brotli(json), "br"));
    }

    public static PackedBody Of<T>(T data, PageMeta? meta = null) =>
        new(JsonSerializer.SerializeToUtf8Bytes(new Envelope<T>(data, meta), ApiJson.Options));

    public Packing As(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => brotli.Value,
        ContentCoding.Gzip => gzip.Value,
        _ => plain,
    };

    // Strong tags name bytes, so each packing has its own (RFC 9110 8.8.3.3).
    private Packing Packed(byte[] bytes, string coding) => new(bytes, coding, $"\"{tag}-{coding}\"");

    private static byte[] Gzip(byte[] json)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal)) stream.Write(json);
        return packed.ToArray();
    }

    private static byte[] Brotli(byte[] json)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        return BrotliEncoder.TryCompress(json, packed, out var length, BrotliQuality, BrotliWindow)
            ? packed[..length] : throw new InvalidOperationException("Brotli needs more room than it says it does.");
    }
}

/// <summary>One form of an answer's bytes.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="Coding">Value of <c>Content-Encoding</c>; null for none.</param>
/// <param name="Tag">Strong entity tag, quoted.</param>
internal sealed record Packing(byte[] Bytes, string? Coding, string Tag);

/// <summary>Sends a packed body, or 304 to who has it.</summary>
/// <param name="body">What is answered.</param>
/// <param name="cacheControl">How long it may be used without asking again.</param>
/// <param name="age">How old the content is.</param>
internal sealed class PackedAnswer(PackedBody body, string cacheControl, TimeSpan age) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var packing = body.As(ContentCodings.Of(request.Headers.AcceptEncoding));
        response.Headers.ETag = packing.Tag;
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.CacheControl = cacheControl;
        response.Headers.Age = AgeText(age);
        if (EntityTags.AnyIs(request.Headers.IfNoneMatch, packing.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (packing.Coding is not null) response.Headers.ContentEncoding = packing.Coding;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = packing.Bytes.Length;
        return response.Body.WriteAsync(packing.Bytes, httpContext.RequestAborted).AsTask();
    }

    private static string AgeText(TimeSpan age) =>
        age < TimeSpan.FromSeconds(1) ? "0" : ((long)age.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
