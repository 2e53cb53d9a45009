namespace Siskop2mi.WebApi.Answers;

/// <summary>Turns exceptions, and refusals of the framework that have no body, into problems.</summary>
internal sealed partial class FailureAnswers(RequestDelegate next, ILogger<FailureAnswers> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await Answer(context, exception);
            return;
        }

        if (HasNoBody(context.Response) && OfStatus(context.Response.StatusCode) is { } problem)
            await ProblemWriter.WriteAsync(context, problem);
    }

    private async Task Answer(HttpContext context, Exception exception)
    {
        var problem = ExceptionProblems.Of(exception);
        // Only the type and the place: messages of exceptions may quote what a person typed.
        if (problem.Status == StatusCodes.Status500InternalServerError)
            LogUnhandled(ProblemWriter.TraceOf(context), exception.GetType().FullName, exception.StackTrace);
        else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            LogUnavailable(problem.Code, exception.GetType().FullName);
        context.Response.Clear();
        await ProblemWriter.WriteAsync(context, problem);
    }

    private static bool HasNoBody(HttpResponse response) =>
        !response.HasStarted && response.StatusCode >= 400 && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);

    private static Problem? OfStatus(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new Problem(status, ProblemCodes.Validation),
        StatusCodes.Status401Unauthorized => new Problem(status, ProblemCodes.Unauthenticated),
        StatusCodes.Status403Forbidden => new Problem(status, ProblemCodes.Forbidden),
        StatusCodes.Status404NotFound => new Problem(status, ProblemCodes.NotFound),
        StatusCodes.Status405MethodNotAllowed => new Problem(status, ProblemCodes.MethodNotAllowed),
        StatusCodes.Status406NotAcceptable => new Problem(status, ProblemCodes.NotAcceptable),
        StatusCodes.Status413PayloadTooLarge => new Problem(status, ProblemCodes.BodyTooLarge),
        StatusCodes.Status415UnsupportedMediaType => new Problem(status, ProblemCodes.UnsupportedMediaType),
        StatusCodes.Status429TooManyRequests => new Problem(status, ProblemCodes.RateLimited),
        _ => null,
    };

    [LoggerMessage(1, LogLevel.Error, "Request {Trace} failed with {ExceptionType} at {StackTrace}")]
    private partial void LogUnhandled(string trace, string? exceptionType, string? stackTrace);

    [LoggerMessage(2, LogLevel.Warning, "A request was answered with {Code} because of {ExceptionType}")]
    private partial void LogUnavailable(string code, string? exceptionType);
}
