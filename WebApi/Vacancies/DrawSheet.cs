using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>A draw as bytes, made once for all who read it.</summary>
internal sealed class DrawSheet(DrawBody draw)
{
    private readonly Lazy<Written> json = new(() => Written.Of(
        JsonSerializer.SerializeToUtf8Bytes(new Envelope<DrawBody>(draw), ApiJson.Options), "application/json; charset=utf-8"));

    private readonly Lazy<Written> csv = new(() => Written.Of(Encoding.UTF8.GetBytes(Table(draw)), "text/csv; charset=utf-8"));

    /// <summary>As JSON, or the tickets alone as a table.</summary>
    public IResult Answer(bool asTable) => new Sent((asTable ? csv : json).Value);

    private static string Table(DrawBody draw)
    {
        var table = new StringBuilder("rank,ticket,outcome\n");
        foreach (var one in draw.Tickets ?? [])
            table.Append(CultureInfo.InvariantCulture, $"{one.Rank},{one.Ticket},{one.Outcome}\n");
        return table.ToString();
    }

    private sealed record Written(byte[] Bytes, string MediaType, string Tag)
    {
        public static Written Of(byte[] bytes, string mediaType) =>
            new(bytes, mediaType, $"\"{Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
    }

    private sealed class Sent(Written what) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.ETag = what.Tag;
            response.Headers.CacheControl = $"public, max-age={(int)DrawSheets.Fresh.TotalSeconds}";
            response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            if (httpContext.Request.Headers.IfNoneMatch == what.Tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = what.MediaType;
            response.ContentLength = what.Bytes.Length;
            await response.Body.WriteAsync(what.Bytes, httpContext.RequestAborted);
        }
    }
}
