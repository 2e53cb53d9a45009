using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// ASP.NET Core's cookie and bearer-token handlers, the ones Identity uses. Identity's user store and sign-in manager are
/// left out: an account lives in its grain, which counts attempts and holds the stamp; a store beside it would be a second truth.
/// </summary>
internal static class SessionSchemes
{
    public const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string Bearer = BearerTokenDefaults.AuthenticationScheme;

    // One of the two, by what the request carries.
    private const string Either = "session";

    private static readonly TimeSpan CookieLife = TimeSpan.FromHours(8);
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromHours(8);

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = Either;
                options.DefaultChallengeScheme = Bearer;
                options.DefaultForbidScheme = Bearer;
            })
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? Bearer : Cookie)
            .AddCookie(Cookie, options =>
            {
                options.Cookie.Path = "/";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.ExpireTimeSpan = CookieLife;
                options.SlidingExpiration = false;
            })
            .AddBearerToken(Bearer, options =>
            {
                options.BearerTokenExpiration = TokenLife;
                options.RefreshTokenExpiration = RefreshLife;
            });
        services.AddOptions<BearerTokenOptions>(Bearer).PostConfigure<TimeProvider>((options, time) =>
            options.BearerTokenProtector = new RememberedTokens(options.BearerTokenProtector, time));
        // Development speaks plain HTTP on localhost, where browsers take no __Host- cookie.
        services.AddOptions<CookieAuthenticationOptions>(Cookie).Configure<IHostEnvironment>((options, environment) =>
        {
            options.Cookie.Name = environment.IsDevelopment() ? "siskop2mi" : "__Host-siskop2mi";
            options.Cookie.SecurePolicy = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
        services.AddAuthorization();
    }
}
