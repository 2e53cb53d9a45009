using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>From "who are you" to an open account (SIAPkerja account guide B2; SISKOP2MI guide A1-A4).</summary>
internal static class RegistrationsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/registrations").WithTags("Registrations");
        group.MapPost("", Start).InLane(Lane.Outside).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy).Repeatable()
            .Describe<Registration>(201, "Start a registration", 400, 409, 422, 429).TakesIdempotencyKey(isRequired: false);
        group.MapGet("/{id}", Get).AllowEverybody()
            .Describe<Registration>(200, "Where a registration stands", 404);
        group.MapPost("/{id}/credentials", ChooseCredentials).InLane(Lane.LogIn).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Registration>(
                202, "Choose e-mail, mobile number and password; an activation code or link is sent", 400, 404, 409, 422, 429);
        group.MapPut("/{id}/mobile", ChangeMobile).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Registration>(202, "Use another mobile number; a code is sent to it", 400, 404, 409, 422, 429);
        group.MapPost("/{id}/activation", Activate).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Registration>(
                200, "Open the account with the code from the text message or the link", 400, 401, 404, 409, 410, 429);
        group.MapPost("/{id}/activation/resend", SendAgain).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Registration>(202, "Send the activation code or link once more", 404, 409, 429);
    }

    private static async Task<IResult> Start(Body<NewRegistration> body, HttpRequest request, Registrations registrations)
    {
        var command = body.Value.ToCommand();
        var id = request.FindIdKey() is { } key ? Ids.Derive("registration", key, command.NationalId.Reveal()) : Ids.New();
        var outcome = await registrations.Account(id).StartRegistration(command);
        return outcome.ToHttp(receipt => Answer.Created($"{Routes.Root}/registrations/{id}", Registration.Of(receipt)));
    }

    private static async Task<IResult> Get(string id, Registrations registrations)
    {
        if (!Ids.IsAccount(id)) return Answer.Refused(AccountRefusals.NotFound);
        var card = await registrations.Account(id).GetCard();
        return card is { Status: AccountStatus.NotStarted } or { Role: not AccountRole.Applicant }
            ? Answer.Refused(AccountRefusals.NotFound)
            : Answer.Ok(new Registration(id, Words.Of(card.Status)));
    }

    // Whether an address is taken shows only to its owner, who opens the link or types the code: the answer is the same for all.
    private static async Task<IResult> ChooseCredentials(
        string id, Body<NewCredentials> body, Registrations registrations, PasswordHashing hashing, CommonPasswords common,
        CancellationToken cancellationToken)
    {
        var chosen = body.Value.Read();
        if (!Ids.IsAccount(id) || await registrations.Account(id).GetCard() is not { Status: not AccountStatus.NotStarted } card)
            return Answer.Refused(AccountRefusals.NotFound);
        var owner = new PasswordOwner(chosen.Email, chosen.Mobile, card.NationalId, card.FullName);
        if (PasswordRule.Check(chosen.Password, common, owner) is { } weak) return Answer.Refused(weak);
        var outcome = await registrations.Account(id).ChooseCredentials(new ChooseCredentials
        {
            Email = chosen.Email,
            Mobile = chosen.Mobile,
            PasswordHash = await hashing.Hash(chosen.Password, cancellationToken),
            SecurityStamp = Ids.NewStamp(),
            ActivateBy = chosen.ActivateBy,
            Code = Ids.NewCode(),
        });
        return outcome.ToHttp(receipt => Answer.Accepted(Registration.Of(receipt)));
    }

    private static async Task<IResult> ChangeMobile(string id, Body<NewMobile> body, Registrations registrations)
    {
        var fields = new FieldReader();
        var mobile = fields.Read<MobileNumber>(body.Value.Mobile, "/mobile", MobileNumber.TryParse);
        fields.Check();
        if (!Ids.IsAccount(id)) return Answer.Refused(AccountRefusals.NotFound);
        var outcome = await registrations.Account(id).ChangeMobile(new ChangeMobile(mobile, Ids.NewCode()));
        return outcome.ToHttp(receipt => Answer.Accepted(Registration.Of(receipt)));
    }

    private static async Task<IResult> SendAgain(string id, Registrations registrations)
    {
        if (!Ids.IsAccount(id)) return Answer.Refused(AccountRefusals.NotFound);
        var outcome = await registrations.Account(id).SendActivationAgain(new SendActivationAgain(Ids.NewCode()));
        return outcome.ToHttp(receipt => Answer.Accepted(Registration.Of(receipt)));
    }

    private static async Task<IResult> Activate(string id, Body<Activation> body, Registrations registrations)
    {
        var fields = new FieldReader();
        var code = fields.Required(body.Value.Code, "/code");
        fields.Check();
        var outcome = await registrations.Activate(id, code);
        return outcome.ToHttp(receipt => Answer.Ok(Registration.Of(receipt)));
    }
}
