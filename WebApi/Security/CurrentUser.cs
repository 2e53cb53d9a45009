using System.Reflection;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Security;

/// <summary>Who calls, as the account says now, not as it was when the cookie or token was made.</summary>
/// <param name="Account">The account's own card.</param>
/// <param name="Scheme">How the caller proved it: cookie or bearer.</param>
public sealed record CurrentUser(AccountCard Account, string Scheme)
{
    public string AccountId => Account.AccountId;

    /// <summary>The office whose cases the caller sees; a word that is no office for people without one.</summary>
    public string OfficeId => Account.OfficeId ?? "";

    /// <summary>Whether an id is one of an application of the caller's own; what cannot be an id is not.</summary>
    public bool OwnsApplication(string id) => Ids.IsOwned(id) && ApplicationKey.ApplicantOf(id) == AccountId;

    /// <summary>Called by the framework; only on routes that need a role, so there always is one.</summary>
    public static ValueTask<CurrentUser?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<CurrentUser?>(context.Features.GetRequiredFeature<CurrentUser>());
}

/// <summary>What a session says about its owner.</summary>
internal static class Claims
{
    public const string Subject = "sub";
    public const string Role = "role";
    public const string Office = "office";
    public const string Stamp = "stamp";

    public static AccountSecret? StampOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(Stamp) is { } stamp ? AccountSecret.Restore(stamp) : null;

    public static ClaimsPrincipal PrincipalOf(AccountCard account, string scheme)
    {
        List<Claim> claims =
        [
            new(Subject, account.AccountId),
            new(Role, RouteAccess.RoleName(account.Role)),
            new(Stamp, account.SecurityStamp!.Reveal()),
        ];
        if (account.OfficeId is { } office) claims.Add(new Claim(Office, office));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, Subject, Role));
    }
}
