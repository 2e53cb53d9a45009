using Microsoft.Net.Http.Headers;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Blobs;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// A stored file as an answer: always saved, never shown by the browser as a page of ours, whatever is inside.
/// </summary>
internal sealed class FileAnswer : IResult
{
    // Nothing in the file may run or load anything, should a browser show it all the same.
    private const string Sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private readonly StoredFile file;
    private readonly Stream content;

    private FileAnswer(StoredFile file, Stream content) => (this.file, this.content) = (file, content);

    public static async Task<IResult> Open(StoredFile file, IBlobStore blobs, CancellationToken cancellationToken) =>
        new FileAnswer(file, await blobs.OpenReadAsync(file.BlobId, cancellationToken));

    /// <summary>A file that was made for this answer.</summary>
    public static IResult Made(string fileName, string mediaType, byte[] content) => new FileAnswer(
        new StoredFile { BlobId = "", FileName = fileName, MediaType = mediaType, Sha256 = "", Size = content.Length },
        new MemoryStream(content, writable: false));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using (content)
        {
            var response = httpContext.Response;
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(file.FileName);
            response.Headers.ContentDisposition = disposition.ToString();
            response.Headers.ContentSecurityPolicy = Sandbox;
            response.Headers.CacheControl = "no-store";
            response.ContentType = file.MediaType;
            response.ContentLength = file.Size;
            await content.CopyToAsync(response.Body, httpContext.RequestAborted);
        }
    }
}
