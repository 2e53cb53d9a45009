using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Pages.Applications;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>The application letter with its QR code: to download, and to verify by anybody who is shown one.</summary>
internal static class LettersApi
{
    /// <summary>Where RFC 8615 and everybody's habit look for published keys.</summary>
    public const string KeysPath = "/.well-known/jwks.json";

    public static void Add(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection("Letters").Get<LetterPrinterOptions>() ?? new LetterPrinterOptions())
        .AddSingleton<LetterPrinter>()
        .AddSingleton<LetterSheet>()
        .AddSingleton<LetterKeyring>()
        .AddSingleton<LetterTokens>()
        .AddSingleton<Letters>();

    public static void Map(IEndpointRouteBuilder routes, RouteGroupBuilder api)
    {
        api.MapGet("/applications/{id}/letter", Download).InLane(Lane.Letter).WithTags("Applications")
            .AllowRoles(AccountRole.Applicant, AccountRole.RegionalVerifier)
            .DescribeFile("The application letter as PDF: mine, or of a dossier of my office", 404, 409);
        api.MapGet("/letters/{token}", Verify).WithTags("Letters").AllowEverybody().RequireRateLimiting(AttemptLimits.Policy)
            .Describe<LetterBody>(200, "Whether the letter with this QR code is genuine, and whether it still stands", 429);
        routes.MapGet(KeysPath, Keys).AllowEverybody().ExcludeFromDescription();
        VerifyPage.Map(routes);
    }

    private static async Task<IResult> Download(
        string id, CurrentUser user, IGrainFactory grains, Letters letters, CancellationToken cancellationToken)
    {
        if (!Ids.IsOwned(id) || await grains.GetGrain<IApplicationGrain>(id).Get() is not { } application || !MaySee(user, application))
            return Answer.Refused(ApplicationRefusals.NotFound);
        if (!LetterRule.IsIssuedIn(application.Status)) return Answer.Refused(LetterRule.NotPossible);
        return FileAnswer.Made($"surat-lamaran-{id}.pdf", "application/pdf", await letters.Print(application, cancellationToken));
    }

    private static async Task<IResult> Verify(string token, Letters letters, CancellationToken cancellationToken) =>
        Answer.Ok(await letters.Verify(token, cancellationToken));

    // Keys are published a day before they sign, so an hour in a cache is no harm.
    private static async Task<IResult> Keys(HttpResponse response, LetterKeyring keys, CancellationToken cancellationToken)
    {
        var published = await keys.Published(cancellationToken);
        response.Headers.CacheControl = "public, max-age=3600";
        return Results.Json(published, ApiJson.Options);
    }

    private static bool MaySee(CurrentUser user, ApplicationView application) => user.Account.Role is AccountRole.Applicant
        ? application.ApplicantId == user.AccountId
        : application.OfficeId == user.OfficeId;
}
