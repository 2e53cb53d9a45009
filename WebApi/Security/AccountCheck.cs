using System.Security.Claims;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Primitives;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Asks the account of every session whether it still holds, so that ending sessions, a new password or another role works
/// at once and everywhere; then says who acts, for the events of everything the request causes.
/// </summary>
internal static class AccountCheck
{
    public static async Task Check(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity is { IsAuthenticated: true, AuthenticationType: { } scheme }) await Confirm(context, scheme);
        var user = context.Features.Get<CurrentUser>();
        if (user is { Scheme: SessionSchemes.Cookie }) SameOrigin.Require(context.Request);
        if (user is not null && context.RequestServices.GetRequiredService<OfficerTotp>().Bars(user.Account, context.Request.Path))
            throw new ProblemException(new Problem(StatusCodes.Status403Forbidden, ProblemCodes.TotpEnrolmentRequired));
        new CallOrigin(
            user?.AccountId ?? "anonymous",
            user is null ? "anonymous" : RouteAccess.RoleName(user.Account.Role),
            ProblemWriter.TraceOf(context)).Apply();
        await next(context);
    }

    /// <summary>Whether a stamp is the account's present one.</summary>
    public static bool Holds(AccountCard account, AccountSecret? stamp) =>
        account is { Status: AccountStatus.Active, SecurityStamp: { } current } && current == stamp;

    private static async Task Confirm(HttpContext context, string scheme)
    {
        var (id, stamp) = (context.User.FindFirstValue(Claims.Subject), Claims.StampOf(context.User));
        var account = id is null ? null : await context.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(
            id).GetCard();
        if (account is not null && Holds(account, stamp))
        {
            context.User = Claims.PrincipalOf(account, scheme);
            context.Features.Set(new CurrentUser(account, scheme));
        }
        else
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }
    }
}
