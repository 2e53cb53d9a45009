using System.Security.Cryptography;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>An authenticator app for one's own account. Officers must have one, unless configuration says otherwise.</summary>
internal static class TotpApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/sessions/current/totp").WithTags("Sessions").AllowAnyRole();
        group.MapPost("", Start)
            .Describe<TotpKey>(200, "A key for an authenticator app; it counts once confirmed", 409);
        group.MapPost("/confirmation", Confirm).RequireRateLimiting(AttemptLimits.Policy)
            .Describe(204, "Type a code of the app; from now on log-ins take one", 400, 401, 409, 429);
    }

    private static async Task<IResult> Start(CurrentUser user, IGrainFactory grains)
    {
        var key = TotpCode.KeyOf(RandomNumberGenerator.GetBytes(TotpCode.KeyBytes));
        var outcome = await grains.GetGrain<IAccountGrain>(user.AccountId).StartTotp(new StartTotp(key));
        return outcome.ToHttp(_ => Answer.Ok(new TotpKey(key.Reveal(), UriOf(user.Account, key.Reveal()))));
    }

    private static async Task<IResult> Confirm(Body<TotpConfirmation> body, CurrentUser user, IGrainFactory grains)
    {
        var fields = new FieldReader();
        var code = fields.Required(body.Value.Code, "/code");
        fields.Check();
        var outcome = await grains.GetGrain<IAccountGrain>(user.AccountId).ConfirmTotp(new ConfirmTotp(code));
        return outcome.ToHttp(_ => Results.NoContent());
    }

    private static string UriOf(AccountCard account, string key)
    {
        var name = account.Email?.Reveal() ?? account.AccountId;
        return $"otpauth://totp/Siskop2mi:{Uri.EscapeDataString(name)}?secret={key}&issuer=Siskop2mi&algorithm=SHA1&digits=6&period=30";
    }
}

/// <summary>What an authenticator app needs.</summary>
/// <param name="Secret">The key in base32, to be typed.</param>
/// <param name="Uri">The same as an <c>otpauth:</c> address, to be shown as a QR code.</param>
public sealed record TotpKey(string Secret, string Uri)
{
    public override string ToString() => nameof(TotpKey);
}

/// <summary>A code of the app.</summary>
public sealed record TotpConfirmation(string? Code)
{
    public override string ToString() => nameof(TotpConfirmation);
}
