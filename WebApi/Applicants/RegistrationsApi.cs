using Siskop2mi.Domain.Applicants;
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
        group.MapPost("", Start).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy).Repeatable()
            .Describe<Registration>(201, "Start a registration", 400, 409, 422, 429).TakesIdempotencyKey(isRequired: false);
        group.MapGet("/{id}", Get).AllowEverybody()
            .Describe<Registration>(200, "Where a registration stands", 404);
        group.MapPost("/{id}/credentials", ChooseCredentials).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Registration>(202, "Choose e-mail and password; an activation link is mailed", 400, 404, 409, 422, 429);
        group.MapPost("/{id}/activation", Activate).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Registration>(200, "Open the account with the code from the mail", 400, 404, 409, 410, 429);
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

    // Whether an address is taken shows only to its owner, who opens the link: the answer is the same for all.
    private static async Task<IResult> ChooseCredentials(
        string id, Body<NewCredentials> body, Registrations registrations, PasswordHashing hashing, CancellationToken cancellationToken)
    {
        var (email, password) = body.Value.Read();
        if (!Ids.IsAccount(id) || (await registrations.Account(id).GetCard()).Status is AccountStatus.NotStarted)
            return Answer.Refused(AccountRefusals.NotFound);
        var hash = await hashing.Hash(password, cancellationToken);
        var command = new ChooseCredentials { Email = email, PasswordHash = hash, SecurityStamp = Ids.NewStamp() };
        var outcome = await registrations.Account(id).ChooseCredentials(command);
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
