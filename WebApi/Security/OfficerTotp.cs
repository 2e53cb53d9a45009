using Siskop2mi.Domain.Applicants;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Whether officers need an authenticator app (<c>Security:OfficerTotp</c>: <c>required</c>, or <c>optional</c> as in Development).
/// An officer without one gets a session that can do nothing but enrol, or end.
/// </summary>
/// <param name="IsRequired">Whether they do.</param>
public sealed record OfficerTotp(bool IsRequired)
{
    private static readonly PathString Sessions = $"{Routes.Root}/sessions";

    public static OfficerTotp Of(IConfiguration configuration, IHostEnvironment environment) =>
        configuration["Security:OfficerTotp"] switch
        {
            null or "" => new OfficerTotp(!environment.IsDevelopment()),
            "required" => new OfficerTotp(true),
            "optional" => new OfficerTotp(false),
            var other => throw new InvalidOperationException($"Security:OfficerTotp is '{other}'; it can be 'required' or 'optional'."),
        };

    /// <summary>Whether this caller must enrol before calling this.</summary>
    public bool Bars(AccountCard account, PathString path) =>
        IsRequired && account is { Role: not AccountRole.Applicant, HasTotp: false } && !path.StartsWithSegments(Sessions);
}
