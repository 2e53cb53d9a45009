using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Siskop2mi.WebApi.Pages.Admission;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Puts browsers in line: while the lane of a page is full, or others wait already, a page answers with the place in line under its
/// own address, and the browser asks again by itself until it is let in. One cookie holds the ticket, later the pass.
/// </summary>
internal sealed class LineForPages(
    WaitingLine line, AdmissionOptions options, IDataProtectionProvider protection, IHostEnvironment environment, TimeProvider time,
    TextCatalogue texts)
{
    private const string TicketMark = "t.";
    private const string PassMark = "p.";

    private readonly IDataProtector passes = protection.CreateProtector("Siskop2mi.Admission.Pass.v1");

    // Development speaks plain HTTP on localhost, where browsers take no __Host- cookie.
    private string Cookie => environment.IsDevelopment() ? "siskop2mi-line" : "__Host-siskop2mi-line";

    /// <summary>Whether somebody looks at the answer, and not a program.</summary>
    public static bool IsForBrowser(HttpRequest request) => !request.Path.StartsWithSegments(Routes.Root)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a request can wait in line: a page that a browser wants to look at.</summary>
    public static bool Suits(HttpRequest request) => HttpMethods.IsGet(request.Method) && IsForBrowser(request);

    /// <summary>Whether the browser may go on; if not, it has got its place in line.</summary>
    /// <param name="context">The request for a page.</param>
    /// <param name="free">Places free in the page's lane.</param>
    /// <param name="places">All places of the lane.</param>
    public async Task<bool> LetsBy(HttpContext context, int free, int places)
    {
        var held = context.Request.Cookies[Cookie];
        var isQuiet = free > 0 && line.Length == 0;
        if (isQuiet && free * 2 >= places) return true;
        if (IsPass(held)) return true;
        if (isQuiet)
        {
            // Who is in the middle of something when the rush begins stays in.
            Keep(context, Pass(), options.PassLife);
            return true;
        }

        var ticket = held is not null && held.StartsWith(TicketMark, StringComparison.Ordinal) ? held[TicketMark.Length..] : null;
        var answer = line.Ask(ticket, AttemptLimits.NetworkOf(context.Connection.RemoteIpAddress), free);
        if (answer.IsAdmitted) Keep(context, Pass(), options.PassLife);
        else await Show(context, answer);
        return answer.IsAdmitted;
    }

    private Task Show(HttpContext context, LineAnswer answer)
    {
        if (answer.Ticket is { } ticket) Keep(context, TicketMark + ticket, TimeSpan.FromHours(1));
        context.Features.Set(RefusedAtGate.Mark);
        return WaitingPage.InLine(answer, context.Request, texts).ExecuteAsync(context);
    }

    private string Pass() =>
        PassMark + passes.Protect((time.GetUtcNow() + options.PassLife).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private bool IsPass(string? held)
    {
        if (held is null || !held.StartsWith(PassMark, StringComparison.Ordinal)) return false;
        try
        {
            var until = long.Parse(passes.Unprotect(held[PassMark.Length..]), CultureInfo.InvariantCulture);
            return time.GetUtcNow().ToUnixTimeSeconds() < until;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    // Lax: a link in a mail leads here, too.
    private void Keep(HttpContext context, string value, TimeSpan life) => context.Response.Cookies.Append(Cookie, value, new CookieOptions
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = !environment.IsDevelopment(),
        MaxAge = life,
        IsEssential = true,
    });
}
