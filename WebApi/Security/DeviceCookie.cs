namespace Siskop2mi.WebApi.Security;

/// <summary>The token of a known device as a cookie that scripts cannot read.</summary>
internal sealed class DeviceCookie(IHostEnvironment environment, TimeProvider time)
{
    // Development speaks plain HTTP on localhost, where browsers take no __Host- cookie.
    private string Name => environment.IsDevelopment() ? "siskop2mi-device" : "__Host-siskop2mi-device";

    public string? Read(HttpContext context) => context.Request.Cookies[Name];

    public void Write(HttpContext context, string token) => context.Response.Cookies.Append(Name, token, new CookieOptions
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = !environment.IsDevelopment(),
        Expires = time.GetUtcNow() + KnownDevices.Life,
        IsEssential = true,
    });
}
