using System.Collections.Frozen;
using Microsoft.OpenApi;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>A lost phone or mailbox: the person asks, the help desk decides, a code to the new address proves it.</summary>
internal static class AccountRecoveriesApi
{
    private const int LongestNote = 500;

    private static readonly FrozenSet<string> Statuses = new[]
    {
        AccountRecoveryStatus.Open, AccountRecoveryStatus.Approved, AccountRecoveryStatus.Rejected,
        AccountRecoveryStatus.Completing, AccountRecoveryStatus.Completed,
    }.Select(Words.Of).ToFrozenSet();

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/account-recoveries").WithTags("Account recoveries");
        group.MapPost("", Open).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy).Repeatable()
            .Describe<AccountRecoveryTicket>(
                202, "Lost the phone or mailbox; the help desk looks at it, and nobody learns whether there is an account", 400, 422, 429)
            .TakesIdempotencyKey(isRequired: false);
        group.MapGet("", List).AllowRoles(AccountRole.HelpdeskAgent)
            .Describe<IReadOnlyList<AccountRecoveryBody>>(200, "Cases, oldest first", 400)
            .Takes("status", ParameterLocation.Query, false, "open when left out; approved, rejected, completing, completed.").TakesPage();
        group.MapGet("/{id}", Get).AllowRoles(AccountRole.HelpdeskAgent)
            .Describe<AccountRecoveryBody>(200, "A case, with masked contacts", 404);
        group.MapPost("/{id}/approval", Approve).AllowRoles(AccountRole.HelpdeskAgent).Repeatable()
            .Describe<AccountRecoveryBody>(
                200, "Find the person who they say; the former address is told, the new one gets a code after the wait",
                400, 403, 404, 409, 422);
        group.MapPost("/{id}/rejection", Reject).AllowRoles(AccountRole.HelpdeskAgent).Repeatable()
            .Describe<AccountRecoveryBody>(200, "Turn it down; an approved one when the owner objects", 400, 403, 404, 409, 422);
        group.MapPost("/{id}/code", SendCodeAgain).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<AccountRecoveryTicket>(202, "Ask for another code, if one may be sent", 429);
        group.MapPost("/{id}/completion", Complete).InLane(Lane.LogIn).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe(204, "Choose a new password with the code; the account has the new contacts and every session ends",
                400, 401, 409, 422, 429);
    }

    private static async Task<IResult> Open(
        Body<NewAccountRecovery> body, HttpRequest request, AccountRecoveries recoveries, CancellationToken cancellationToken)
    {
        var command = body.Value.ToCommand();
        var id = request.FindIdKey() is { } key ? Ids.Derive("account-recovery", key, command.NationalId.Reveal()) : Ids.New();
        await recoveries.Open(id, command, cancellationToken);
        return Answer.Accepted(new AccountRecoveryTicket(id));
    }

    private static async Task<IResult> List(
        PageRequest page, HttpRequest request, AccountRecoveryQueries queries, AccountRecoveries recoveries,
        CancellationToken cancellationToken)
    {
        if (page.After?.Contains('|', StringComparison.Ordinal) is false) throw QueryValues.Wrong("cursor");
        var status = request.Single("status") ?? "open";
        if (!Statuses.Contains(status)) throw QueryValues.Wrong("status");
        var found = await queries.List(status, page.After, page.Limit, cancellationToken);
        var views = await Task.WhenAll(found.Rows.Select(row => recoveries.Case(row.CaseId).Get()));
        return Answer.Page<AccountRecoveryBody>([.. views.OfType<AccountRecoveryView>().Select(AccountRecoveryBody.Of)], found.Next);
    }

    private static async Task<IResult> Get(string id, AccountRecoveries recoveries) =>
        Ids.IsAccount(id) && await recoveries.Case(id).Get() is { } view
            ? Answer.Ok(AccountRecoveryBody.Of(view)) : Answer.Refused(AccountRecoveryRefusals.NotFound);

    private static async Task<IResult> Approve(
        string id, Body<NewRecoveryApproval> body, CurrentUser user, AccountRecoveries recoveries)
    {
        var fields = new FieldReader();
        var note = fields.Line(body.Value.Note, "/note", LongestNote);
        fields.Check();
        if (!Ids.IsAccount(id)) return Answer.Refused(AccountRecoveryRefusals.NotFound);
        return Show(await recoveries.Case(id).Approve(new ApproveAccountRecovery(user.AccountId, note, Ids.NewCode())));
    }

    private static async Task<IResult> Reject(
        string id, Body<NewRecoveryRejection> body, CurrentUser user, AccountRecoveries recoveries)
    {
        var fields = new FieldReader();
        var reason = fields.Required(body.Value.Reason, "/reason");
        var note = fields.Line(body.Value.Note, "/note", LongestNote);
        fields.Check();
        if (!Ids.IsAccount(id)) return Answer.Refused(AccountRecoveryRefusals.NotFound);
        return Show(await recoveries.Case(id).Reject(new RejectAccountRecovery(user.AccountId, reason, note)));
    }

    private static async Task<IResult> SendCodeAgain(string id, AccountRecoveries recoveries, CancellationToken cancellationToken)
    {
        await recoveries.SendCodeAgain(id, cancellationToken);
        return Answer.Accepted(new AccountRecoveryTicket(id));
    }

    private static async Task<IResult> Complete(
        string id, Body<NewPassword> body, AccountRecoveries recoveries, CancellationToken cancellationToken)
    {
        var fields = new FieldReader();
        var code = fields.Required(body.Value.Code, "/code");
        var password = fields.Required(body.Value.Password, "/password");
        fields.Check();
        var outcome = await recoveries.Complete(id, code, password, cancellationToken);
        return outcome.ToHttp(_ => Results.NoContent());
    }

    private static IResult Show(Outcome<AccountRecoveryView> outcome) => outcome.ToHttp(view => Answer.Ok(AccountRecoveryBody.Of(view)));
}
