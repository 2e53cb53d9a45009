using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>
/// What the officer who holds a dossier decides: of each document, then of the whole. A clean case is three calls: claim, look,
/// verification with <c>acceptAll</c>.
/// </summary>
internal static class VerdictsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/verification/applications/{id}").WithTags("Verification").AllowRoles(AccountRole.RegionalVerifier);
        group.MapPut("/verdicts/{type}", Record).Repeatable()
            .Describe<ApplicationBody>(200, "Say what is with one document", 400, 404, 409, 422);
        group.MapPost("/verification", Verify).Repeatable()
            .Describe<ApplicationBody>(200, "Find the documents in order", 400, 404, 409);
        group.MapPost("/return", Return).Repeatable()
            .Describe<ApplicationBody>(200, "Send it back, to be mended as the verdicts say", 400, 404, 409, 422);
        group.MapPost("/failure", Fail).Repeatable()
            .Describe<ApplicationBody>(200, "End it because it cannot be mended", 400, 404, 409, 422);
        group.MapPost("/absence", MarkAbsent).Repeatable()
            .Describe<ApplicationBody>(200, "Note that the applicant did not come", 400, 404, 409, 422);
        api.MapPost("/verification/applications/{id}/office", Move).WithTags("Verification").AllowRoles(AccountRole.ProgrammeAdmin)
            .Repeatable().Describe<ApplicationBody>(200, "Give the dossier to another office", 400, 404, 409, 422);
    }

    private static Task<IResult> Record(
        string id, string type, CurrentUser user, Body<NewVerdict> body, IGrainFactory grains, Reader reader)
    {
        var command = body.Value.ToCommand(type, user.AccountId, user.OfficeId);
        return VerificationApi.Decide(id, user, grains, reader, application => application.RecordVerdict(command));
    }

    private static Task<IResult> Verify(string id, CurrentUser user, Body<NewVerification> body, IGrainFactory grains, Reader reader) =>
        VerificationApi.Decide(id, user, grains, reader, application =>
            application.Verify(new VerifyApplication(user.AccountId, user.OfficeId, body.Value.AcceptAll is true)));

    private static Task<IResult> Return(string id, CurrentUser user, Body<NewReturn> body, IGrainFactory grains, Reader reader) =>
        VerificationApi.Decide(id, user, grains, reader, application =>
            application.Return(new ReturnApplication(user.AccountId, user.OfficeId, OrNull(body.Value.Message))));

    private static Task<IResult> Fail(string id, CurrentUser user, Body<NewFailure> body, IGrainFactory grains, Reader reader)
    {
        var fields = new FieldReader();
        var reason = fields.Line(body.Value.Reason, "/reason", 64);
        fields.Check();
        return VerificationApi.Decide(id, user, grains, reader, application =>
            application.Fail(new FailApplication(user.AccountId, user.OfficeId, reason, OrNull(body.Value.Note))));
    }

    private static Task<IResult> MarkAbsent(string id, CurrentUser user, Body<NewAbsence> body, IGrainFactory grains, Reader reader) =>
        VerificationApi.Decide(id, user, grains, reader, application =>
            application.MarkAbsent(new MarkAbsent(user.AccountId, user.OfficeId, OrNull(body.Value.Note))));

    private static async Task<IResult> Move(string id, Body<NewOffice> body, IGrainFactory grains, Reader reader)
    {
        var fields = new FieldReader();
        var office = fields.Line(body.Value.OfficeId, "/officeId", 64);
        fields.Check();
        if (!Ids.IsOwned(id)) return Answer.Refused(ApplicationRefusals.NotFound);
        var outcome = await grains.GetGrain<IApplicationGrain>(id).Move(new MoveApplication(office));
        return outcome.ToHttp(view => Answer.Ok(ApplicationBody.Of(view, reader), Answer.TagOf(view.Revision)));
    }

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
