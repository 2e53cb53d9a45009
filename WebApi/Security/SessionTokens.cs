using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Makes the tokens that the bearer-token handler reads. The handler's own sign-in would write an answer in another shape
/// than ours; its protectors are public for this.
/// </summary>
internal sealed class SessionTokens(IOptionsMonitor<BearerTokenOptions> schemes, TimeProvider time)
{
    private BearerTokenOptions Options => schemes.Get(SessionSchemes.Bearer);

    public TokenPair MakeFor(AccountCard account)
    {
        var (access, refresh) = (Options.BearerTokenExpiration, Options.RefreshTokenExpiration);
        return new TokenPair(
            Options.BearerTokenProtector.Protect(Ticket(account, access)),
            (int)access.TotalSeconds,
            Options.RefreshTokenProtector.Protect(Ticket(account, refresh)));
    }

    /// <summary>Account id and stamp of a refresh token that still holds by itself, or null.</summary>
    public (string AccountId, AccountSecret Stamp)? ReadRefreshToken(string token)
    {
        var ticket = Options.RefreshTokenProtector.Unprotect(token);
        return ticket?.Properties.ExpiresUtc > time.GetUtcNow()
            && ticket.Principal.FindFirst(Claims.Subject)?.Value is { } id
            && Claims.StampOf(ticket.Principal) is { } stamp ? (id, stamp) : null;
    }

    private AuthenticationTicket Ticket(AccountCard account, TimeSpan life) => new(
        Claims.PrincipalOf(account, SessionSchemes.Bearer),
        new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + life },
        SessionSchemes.Bearer);
}

/// <summary>What a client without cookies holds.</summary>
internal sealed record TokenPair(string AccessToken, int ExpiresIn, string RefreshToken);
