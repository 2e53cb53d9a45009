using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>"Lupa Password?" (SIAPkerja account guide B1): a code to the owner, then a new password.</summary>
internal static class PasswordResetsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/password-resets").WithTags("Sessions");
        group.MapPost("", Start).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<PasswordReset>(202, "Forgot the password; the owner gets a code, and nobody learns whether there is one", 400, 429);
        group.MapPost("/{id}/password", Finish).InLane(Lane.LogIn).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe(204, "Choose a new password with the code; every session ends", 400, 401, 422, 429);
    }

    private static async Task<IResult> Start(Body<NewPasswordReset> body, PasswordResets resets, CancellationToken cancellationToken)
    {
        var fields = new FieldReader();
        var login = fields.Required(body.Value.Login, "/login");
        fields.Check();
        return Answer.Accepted(new PasswordReset(await resets.Request(login, cancellationToken)));
    }

    private static async Task<IResult> Finish(
        string id, Body<NewPassword> body, PasswordResets resets, CancellationToken cancellationToken)
    {
        var fields = new FieldReader();
        var code = fields.Required(body.Value.Code, "/code");
        var password = fields.Required(body.Value.Password, "/password");
        fields.Check();
        var outcome = await resets.Reset(id, code, password, cancellationToken);
        return outcome.ToHttp(_ => Results.NoContent());
    }
}

/// <summary>Somebody forgot a password.</summary>
/// <param name="Login">The e-mail address or the mobile number.</param>
public sealed record NewPasswordReset(string? Login)
{
    public override string ToString() => nameof(NewPasswordReset);
}

/// <summary>Where to send the code and the new password.</summary>
/// <param name="Id">Opaque; part of the next address. It says nothing about whether there is an account.</param>
public sealed record PasswordReset(string Id);

/// <summary>A new password, and the proof.</summary>
/// <param name="Code">The six digits that were sent.</param>
/// <param name="Password">As when registering.</param>
public sealed record NewPassword(string? Code, string? Password)
{
    public override string ToString() => nameof(NewPassword);
}
