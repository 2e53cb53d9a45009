using System.IO.Pipelines;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Waits until a small body is here before a place is taken, so that who sends slowly waits for the own link and keeps nobody
/// else out. Nothing is taken from the body. A file is too large for that: its lane has many places instead.
/// </summary>
internal static class BodyAhead
{
    public static async ValueTask Read(HttpContext context, Lane lane)
    {
        var request = context.Request;
        if (lane is Lane.Upload || request.ContentLength is 0 or > JsonBody.MaxBytes || !MayHaveBody(context)) return;
        var reader = request.BodyReader;
        ReadResult read;
        do
        {
            read = await reader.ReadAsync(context.RequestAborted);
            // Seen to its end: the next read waits for more; kept from its start: it stays to be read.
            if (!IsWhole(read, request)) reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
        while (!IsWhole(read, request));
        reader.AdvanceTo(read.Buffer.Start);
    }

    private static bool IsWhole(ReadResult read, HttpRequest request) =>
        read.IsCompleted || read.IsCanceled || read.Buffer.Length >= (request.ContentLength ?? JsonBody.MaxBytes);

    private static bool MayHaveBody(HttpContext context) =>
        context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestBodyDetectionFeature>()?.CanHaveBody is true;
}
