using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Documents;

/// <summary>The number of a document is checked before the upload (SISKOP2MI guide L10, L11).</summary>
internal static class NumberChecksApi
{
    private const string Place = "/documents/number-checks";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup(Place).WithTags("Documents").AllowRoles(AccountRole.Applicant);
        group.MapPost("", Check).InLane(Lane.Outside)
            .Describe<NumberCheckBody>(201, "Have the number of a document checked before I upload it", 400, 404, 415, 422, 429)
            .Produces<Envelope<NumberCheckBody>>(202, "application/json").TakesIdempotencyKey(isRequired: false);
        group.MapGet("/{id}", Get)
            .Describe<NumberCheckBody>(200, "Where a check of mine stands", 404);
    }

    private static async Task<IResult> Check(Body<NewNumberCheck> body, CurrentUser user, HttpRequest request, Wallet wallet)
    {
        var fields = new FieldReader();
        var type = fields.Required(body.Value.Type, "/type");
        var number = NewDocument.Number(fields, fields.Required(body.Value.Number, "/number"));
        fields.Require(type is null || Ids.IsName(type), "/type", "document-type-unknown");
        fields.Require(body.Value.Number is null || number is not null, "/number", "text-empty");
        fields.Check();
        var outcome = await wallet.CheckNumber(user.AccountId, request.FindIdKey(), type!, number!);
        return outcome.ToHttp(check => check.Status is DocumentStatus.NumberCheckPending or DocumentStatus.CheckPending
            ? Answer.Accepted(NumberCheckBody.Of(check), LocationOf(check))
            : Answer.Created(LocationOf(check), NumberCheckBody.Of(check)));
    }

    private static async Task<IResult> Get(string id, CurrentUser user, Wallet wallet) =>
        await wallet.FindCheck(user.AccountId, id) is { } check
            ? Answer.Ok(NumberCheckBody.Of(check)) : Answer.Refused(DocumentRefusals.NotFound);

    private static string LocationOf(NumberCheckView check) => $"{Routes.Root}{Place}/{check.DocumentId}";
}

/// <summary>A number to be checked.</summary>
public sealed record NewNumberCheck
{
    /// <summary>Code of a document type that <c>checksNumber</c>.</summary>
    public string? Type { get; init; }

    /// <summary>As it is on the document.</summary>
    public string? Number { get; init; }

    public override string ToString() => nameof(NewNumberCheck);
}

/// <summary>A number check.</summary>
public sealed record NumberCheckBody
{
    /// <summary>What the upload names as <c>check</c>; it is also the id of the document then.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the document type.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// <c>number-accepted</c>; <c>number-check-pending</c> (the register gave no answer yet; you may upload meanwhile); after the
    /// upload the status of the document; <c>number-rejected</c> (<c>reason</c> says why).
    /// </summary>
    public required string Status { get; init; }

    /// <summary><c>register-not-found</c>, <c>register-expired</c> or <c>register-name-mismatch</c>.</summary>
    public string? Reason { get; init; }

    public required string Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Until when an upload can rest on it.</summary>
    public required DateTimeOffset GoodUntil { get; init; }

    public override string ToString() => nameof(NumberCheckBody);

    internal static NumberCheckBody Of(NumberCheckView check) => new()
    {
        Id = check.DocumentId,
        Type = check.TypeCode,
        Status = Words.Of(check.Status),
        Reason = NumberCheckRule.ReasonOf(check.Check.Answer)?.Code,
        Number = check.Number.Reveal(),
        StartedAt = check.Check.StartedAt,
        GoodUntil = check.Check.StartedAt + NumberCheckRule.GoodFor,
    };
}
