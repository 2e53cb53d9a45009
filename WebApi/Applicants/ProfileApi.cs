using Siskop2mi.Domain.Applicants;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>What a person says about themselves (SISKOP2MI guide A5, L4-L6).</summary>
internal static class ProfileApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applicants/me").WithTags("Profile").AllowRoles(AccountRole.Applicant);
        group.MapGet("/profile", Get)
            .Describe<ProfileBody>(200, "My profile; empty at revision 0 before it was first saved");
        group.MapPut("/profile", Save)
            .Describe<ProfileBody>(200, "Replace my profile", 400, 412, 422, 428).TakesIfMatch();
    }

    private static async Task<IResult> Get(CurrentUser user, IGrainFactory grains) =>
        Show(await grains.GetGrain<IApplicantGrain>(user.AccountId).GetProfile());

    private static async Task<IResult> Save(CurrentUser user, Body<NewProfile> body, HttpRequest request, IGrainFactory grains)
    {
        var revision = request.RequireIfMatch();
        var applicant = grains.GetGrain<IApplicantGrain>(user.AccountId);
        var known = await applicant.GetProfile();
        var outcome = await applicant.SaveProfile(new SaveProfile(body.Value.Read(known.Profile), revision));
        return await outcome.ToHttp(Show, async () => Answer.TagOf((await applicant.GetProfile()).Revision));
    }

    private static IResult Show(ApplicantProfile profile) => Answer.Ok(ProfileBody.Of(profile), Answer.TagOf(profile.Revision));
}
