using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Requests;

/// <summary>A body of comma-separated values in UTF-8, with or without a byte order mark.</summary>
public sealed class CsvBody : IEndpointParameterMetadataProvider
{
    public const int MaxBytes = 1024 * 1024;

    private const string MediaType = "text/csv";

    private readonly byte[] bytes;

    private CsvBody(byte[] bytes) => this.bytes = bytes;

    /// <summary>What was sent.</summary>
    public string Text => Encoding.UTF8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes);

    /// <summary>The same for the same body to the same place, and no other.</summary>
    public string HashFor(string place) => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"{place}\n"), .. bytes]));

    /// <summary>Called by the framework.</summary>
    public static async ValueTask<CsvBody?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        if (!IsCsv(context.Request.ContentType))
            throw new ProblemException(new Problem(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType));
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var bytes = buffer.ToArray();
        return Utf8.IsValid(bytes)
            ? new CsvBody(bytes) : throw new ProblemException(new Problem(StatusCodes.Status400BadRequest, ProblemCodes.MalformedBody));
    }

    /// <summary>Called by the framework: tells routing and OpenAPI what is accepted.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata([MediaType], typeof(string)));

    private static bool IsCsv(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
