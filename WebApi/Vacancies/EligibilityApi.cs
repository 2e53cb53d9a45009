using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>Whether the caller may hold a position: ticks and gaps, each gap with what to do about it.</summary>
internal static class EligibilityApi
{
    // Far more than anybody's wallet holds; what is older than these is not looked at.
    private const int MostDocuments = 500;

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/vacancies/{id}/eligibility", Get).WithTags("Vacancies").AllowRoles(AccountRole.Applicant)
            .Describe<Eligibility>(200, "What I meet of the demands and what I lack, measured at the cut-off date", 404);

    private static async Task<IResult> Get(
        string id, CurrentUser user, HttpRequest request, IGrainFactory grains, DocumentQueries documents, DocumentCatalogue types,
        TextCatalogue texts, TimeProvider time, CancellationToken cancellationToken)
    {
        var notice = Ids.IsName(id) ? await grains.GetGrain<IVacancyGrain>(id).GetNotice() : null;
        if (notice is null) return Answer.Refused(VacancyRefusals.NotFound);

        var applicant = grains.GetGrain<IApplicantGrain>(user.AccountId);
        var profile = applicant.GetProfile();
        var barredUntil = applicant.GetBarredUntil(notice.Programme);
        var ids = await documents.ListIds(user.AccountId, WalletFilter.Current, null, MostDocuments, cancellationToken);
        var views = await Task.WhenAll(ids.Rows.Select(document => grains.GetGrain<IDocumentGrain>(document).Get()));
        var today = IndonesianTime.JakartaDate(time.GetUtcNow());
        var usable = views.OfType<DocumentView>()
            .Where(document => DocumentUse.Check(document, user.AccountId, document.TypeCode, today) is null);
        var evidence = ApplicantEvidence.Of((await profile).Profile, usable, await barredUntil);
        return Answer.Ok(Eligibility.Of(notice, EligibilityRule.Check(notice, evidence), types, texts, Languages.Of(request)));
    }
}
