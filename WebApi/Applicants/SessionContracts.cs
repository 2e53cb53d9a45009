using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>A log-in.</summary>
/// <param name="Login">The e-mail address or the mobile number.</param>
/// <param name="Password">The password, any length the account has.</param>
/// <param name="Mode">How to stay logged in.</param>
/// <param name="DeviceToken">What an earlier log-in on this device gave; lets the owner in while strangers guess. Browsers send it
/// as a cookie.</param>
/// <param name="Code">The six digits of the authenticator app; needed where one is enrolled (401 <c>totp-required</c> without).</param>
public sealed record NewSession(string? Login, string? Password, SessionMode? Mode, string? DeviceToken = null, string? Code = null)
{
    public override string ToString() => nameof(NewSession);
}

/// <summary>How to stay logged in.</summary>
public enum SessionMode
{
    Unspecified = 0,

    /// <summary>For browsers: a cookie scripts cannot read.</summary>
    Cookie = 1,

    /// <summary>For programs: an access and a refresh token.</summary>
    Bearer = 2,
}

/// <summary>A refresh token in exchange for new tokens.</summary>
public sealed record SessionRefresh(string? RefreshToken)
{
    public override string ToString() => nameof(SessionRefresh);
}

/// <summary>Who is logged in, and with <c>bearer</c> the tokens.</summary>
public sealed record Session
{
    public required string AccountId { get; init; }

    /// <summary>
    /// <c>applicant</c>, <c>regional-verifier</c>, <c>programme-admin</c>, <c>auditor</c>, <c>helpdesk-agent</c> or <c>system-admin</c>.
    /// </summary>
    public required string Role { get; init; }

    public string? OfficeId { get; init; }

    public string? FullName { get; init; }

    public string? TokenType { get; init; }

    public string? AccessToken { get; init; }

    /// <summary>Seconds the access token holds.</summary>
    public int? ExpiresIn { get; init; }

    public string? RefreshToken { get; init; }

    /// <summary>To be kept on this device and sent with its next log-in; it opens nothing by itself.</summary>
    public string? DeviceToken { get; init; }

    public override string ToString() => nameof(Session);

    internal static Session Of(AccountCard account, TokenPair? tokens = null, string? deviceToken = null) => new()
    {
        AccountId = account.AccountId,
        Role = RouteAccess.RoleName(account.Role),
        OfficeId = account.OfficeId,
        FullName = account.FullName,
        TokenType = tokens is null ? null : "Bearer",
        AccessToken = tokens?.AccessToken,
        ExpiresIn = tokens?.ExpiresIn,
        RefreshToken = tokens?.RefreshToken,
        DeviceToken = deviceToken,
    };
}
