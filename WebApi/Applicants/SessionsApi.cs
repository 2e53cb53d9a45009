using Microsoft.AspNetCore.Authentication;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Log in, stay logged in, log out everywhere.</summary>
internal static class SessionsApi
{
    // Longer names and passwords belong to nobody; they are not worth hashing.
    private const int MaxLength = 1_000;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/sessions").WithTags("Sessions");
        group.MapPost("", LogIn).InLane(Lane.LogIn).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Session>(200, "Log in, with a cookie or with tokens", 400, 401, 422, 429, 503);
        group.MapPost("/refresh", Refresh).AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<Session>(200, "Exchange a refresh token for new tokens", 400, 401, 429);
        group.MapGet("/current", (CurrentUser user) => Answer.Ok(Session.Of(user.Account))).AllowAnyRole()
            .Describe<Session>(200, "Who am I");
        group.MapDelete("/current", LogOut).AllowAnyRole()
            .Describe(204, "Log out: every cookie and token of the account stops working");
    }

    private static async Task<IResult> LogIn(
        Body<NewSession> body, HttpContext context, LogIns logIns, SessionTokens tokens, DeviceCookie cookie,
        CancellationToken cancellationToken)
    {
        var fields = new FieldReader();
        var login = fields.Required(body.Value.Login, "/login");
        var password = fields.Required(body.Value.Password, "/password");
        var mode = fields.Required(body.Value.Mode, "/mode");
        fields.Check();
        if (login.Length > MaxLength || password.Length > MaxLength) return Answer.Refused(AccountRefusals.InvalidCredentials);

        var network = AttemptLimits.NetworkOf(context.Connection.RemoteIpAddress);
        var outcome = await logIns.Attempt(
            new LogInTry(login, password, network, body.Value.DeviceToken ?? cookie.Read(context), body.Value.Code),
            cancellationToken);
        if (outcome.Value is not var (account, device)) return Answer.Refused(outcome.Refusal!);
        if (mode is SessionMode.Bearer) return Answer.Ok(Session.Of(account, tokens.MakeFor(account), device));
        await context.SignInAsync(SessionSchemes.Cookie, Claims.PrincipalOf(account, SessionSchemes.Cookie));
        cookie.Write(context, device);
        return Answer.Ok(Session.Of(account));
    }

    private static async Task<IResult> Refresh(Body<SessionRefresh> body, IGrainFactory grains, SessionTokens tokens)
    {
        var fields = new FieldReader();
        var token = fields.Required(body.Value.RefreshToken, "/refreshToken");
        fields.Check();
        if (tokens.ReadRefreshToken(token) is not var (id, stamp)) return Unauthenticated;
        var account = await grains.GetGrain<IAccountGrain>(id).GetCard();
        return AccountCheck.Holds(account, stamp) ? Answer.Ok(Session.Of(account, tokens.MakeFor(account))) : Unauthenticated;
    }

    private static async Task<IResult> LogOut(CurrentUser user, HttpContext context, IGrainFactory grains)
    {
        var outcome = await grains.GetGrain<IAccountGrain>(user.AccountId).EndSessions(new EndSessions(Ids.NewStamp()));
        if (user.Scheme == SessionSchemes.Cookie) await context.SignOutAsync(SessionSchemes.Cookie);
        return outcome.ToHttp(_ => Results.NoContent());
    }

    private static ProblemResult Unauthenticated => new(new Problem(StatusCodes.Status401Unauthorized, ProblemCodes.Unauthenticated));
}
