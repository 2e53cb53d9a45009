using Microsoft.Net.Http.Headers;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Requests;

/// <summary>Refuses, before anything is read, what no route takes: packed bodies, and answers in a form we do not write.</summary>
internal static class RequestShape
{
    public static Task Check(HttpContext context, RequestDelegate next)
    {
        var encoding = context.Request.Headers.ContentEncoding;
        if (encoding.Count > 0 && encoding != "identity")
            throw new ProblemException(new Problem(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.UnsupportedEncoding));
        if (context.Request.Path.StartsWithSegments(Routes.Root) && !AcceptsJson(context.Request.Headers.Accept.ToString())
            && context.GetEndpoint()?.Metadata.GetMetadata<AnswersFile>() is null)
            throw new ProblemException(new Problem(StatusCodes.Status406NotAcceptable, ProblemCodes.NotAcceptable));
        return next(context);
    }

    /// <summary>Whether a client takes JSON; one that says nothing does.</summary>
    internal static bool AcceptsJson(string accept)
    {
        if (accept.Length == 0 || !MediaTypeHeaderValue.TryParseList([accept], out var types)) return true;
        return types.Any(type => type.Quality is not 0
            && (type.MatchesAllTypes || type.MediaType.Equals("application/*", StringComparison.Ordinal)
                || type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/problem+json", StringComparison.OrdinalIgnoreCase)));
    }
}

/// <summary>Marks a route that answers with a file, of which the client cannot know the media type beforehand.</summary>
internal sealed record AnswersFile;
