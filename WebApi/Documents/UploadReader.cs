using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Siskop2mi.Storage.Blobs;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// Reads an upload part by part, without keeping it: first the fields, then exactly one file, then the end. Fields come
/// first so that a wrong one is told before five megabytes have crossed a weak link.
/// </summary>
internal sealed class UploadReader
{
    private const int MaxFields = 40;
    private const int MaxFieldBytes = 2_000;
    private const string FilePart = "file";

    private readonly MultipartReader parts;
    private MultipartSection? file;

    private UploadReader(MultipartReader parts) => this.parts = parts;

    /// <summary>The fields before the file, by name.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The client's name for the file.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>The file's bytes, to be read once.</summary>
    public Stream File => file!.Body;

    /// <summary>Reads up to the file.</summary>
    public static async Task<UploadReader> Open(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data")
            throw new ProblemException(new Problem(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedMediaType));
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length is 0 or > 70) throw Malformed();
        var reader = new UploadReader(
            new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 });
        await reader.ReadFields(cancellationToken);
        return reader;
    }

    /// <summary>The first bytes of the file, fewer when it is shorter.</summary>
    public async Task<byte[]> ReadPrefix(int length, CancellationToken cancellationToken)
    {
        var prefix = new byte[length];
        var read = await Guard(() => File.ReadAtLeastAsync(prefix, length, throwOnEndOfStream: false, cancellationToken).AsTask());
        return prefix[..read];
    }

    /// <summary>Refuses anything after the file.</summary>
    public async Task RequireEnd(CancellationToken cancellationToken)
    {
        if (await Guard(() => parts.ReadNextSectionAsync(cancellationToken)) is not null) throw Malformed();
    }

    /// <summary>What the framework's reader and the blob store say about a bad body, as our problem.</summary>
    public static async Task<T> Guard<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception large) when (
            large is BlobTooLargeException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            throw new ProblemException(new Problem(StatusCodes.Status413PayloadTooLarge, ProblemCodes.FileTooLarge)
            {
                Errors = [new FieldError("/file", ProblemCodes.FileTooLarge)],
            });
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed();
        }
    }

    private async Task ReadFields(CancellationToken cancellationToken)
    {
        while (await Guard(() => parts.ReadNextSectionAsync(cancellationToken)) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                || disposition.DispositionType != "form-data")
                throw Malformed();
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (name == FilePart)
            {
                Begin(part, disposition);
                return;
            }

            if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue || Fields.Count == MaxFields) throw Malformed();
            if (!Fields.TryAdd(name, await ReadText(part, cancellationToken))) throw Malformed();
        }

        throw Malformed();
    }

    private void Begin(MultipartSection part, ContentDispositionHeaderValue disposition)
    {
        if (!disposition.FileName.HasValue && !disposition.FileNameStar.HasValue) throw Malformed();
        if (part.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) is true) throw Malformed();
        FileName = (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName))
            .ToString();
        file = part;
    }

    private static async Task<string> ReadText(MultipartSection part, CancellationToken cancellationToken)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        var read = await Guard(
            () => part.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).AsTask());
        if (read > MaxFieldBytes || !System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, read))) throw Malformed();
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    private static ProblemException Malformed() => new(new Problem(StatusCodes.Status400BadRequest, ProblemCodes.MalformedMultipart));
}
