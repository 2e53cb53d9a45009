using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>The central office publishes the results of a stage for many applications at once: first it looks, then it publishes.</summary>
internal static class ResultsApi
{
    private const int SampleRows = 10;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/programmes/{batchId}/results").WithTags("Programmes").AllowRoles(AccountRole.ProgrammeAdmin)
            .WithMetadata(new RequestSizeLimitAttribute(CsvBody.MaxBytes));
        group.MapPost("/preview", Preview)
            .Describe<ResultsPreview>(200, "What publishing a table of results would do; changes nothing", 400, 404, 413, 415);
        group.MapPost("", Publish).Repeatable()
            .Describe<ResultsPublished>(200, "Publish a table of results, all of it or nothing", 400, 404, 409, 413, 415, 422)
            .TakesIdempotencyKey(isRequired: true)
            .Takes("hash", ParameterLocation.Query, true, "The hash of the preview.");
    }

    private static async Task<IResult> Preview(
        string batchId, CsvBody body, ResultPublisher publisher, Reader reader, CancellationToken cancellationToken)
    {
        if (await publisher.Check(batchId, body, cancellationToken) is not var (sheet, check))
            return Answer.Refused(ResultRefusals.BatchNotFound);
        return Answer.Ok(new ResultsPreview
        {
            Hash = body.HashFor(batchId),
            Rows = sheet.Count,
            Valid = check.Valid.Length,
            AlreadyPublic = check.Valid.Count(row => row.IsPublished),
            Errors = [.. check.Errors.Select(error => RowErrorBody.Of(error, reader))],
            Publishable = check.IsPublishable,
            Sample = [.. check.Valid.Take(SampleRows).Select(ResultSample.Of)],
        });
    }

    private static async Task<IResult> Publish(
        string batchId, CsvBody body, HttpRequest request, ResultPublisher publisher, CancellationToken cancellationToken)
    {
        var key = request.RequireIdempotencyKey();
        var hash = request.Single("hash") ?? throw QueryValues.Wrong("hash");
        if (await publisher.Check(batchId, body, cancellationToken) is not var (_, check))
            return Answer.Refused(ResultRefusals.BatchNotFound);
        if (hash != body.HashFor(batchId)) return Answer.Refused(ResultRefusals.Changed);
        if (!check.IsPublishable)
            return Answer.Refused(ResultRefusals.NotValid.Because(check.Errors.Select(
                error => error.Reason with { Pointer = $"/{error.Line}/{error.Reason.Pointer}" })));
        // The content is part of the name: the same key with another table is another publication.
        return Answer.Ok(await publisher.Publish(check.Valid, Ids.Derive("results", batchId, key, hash), cancellationToken));
    }
}
