using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>
/// What a person says about themselves (account guide C2-C7; SISKOP2MI guide A5, L4-L6). Each step is saved on its own, so that
/// a weak link loses at most one.
/// </summary>
internal static class ProfileApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applicants/me/profile").WithTags("Profile").AllowRoles(AccountRole.Applicant);
        group.MapGet("", Get)
            .Describe<ProfileBody>(200, "My profile, how complete it is, and what is missing to apply; revision 0 before the first save");
        MapStep<NewBiodata>(group, ProfileStep.Biodata, (sent, fields, _) => sent.Read(fields));
        MapStep<NewHistory<NewEducation>>(group, ProfileStep.Education, (sent, fields, _) =>
            new Profile { Education = sent.Read(fields, ProfileLimits.MaxEntries, NewEducation.Read) });
        MapStep<NewHistory<NewWork>>(group, ProfileStep.Work, (sent, fields, _) =>
            new Profile { Work = sent.Read(fields, ProfileLimits.MaxEntries, NewWork.Read) });
        MapStep<NewHistory<NewTraining>>(group, ProfileStep.Training, (sent, fields, _) =>
            new Profile { Training = sent.Read(fields, ProfileLimits.MaxEntries, NewTraining.Read) });
        MapStep<NewHistory<NewCertification>>(group, ProfileStep.Certification, (sent, fields, _) =>
            new Profile { Certification = sent.Read(fields, ProfileLimits.MaxEntries, NewCertification.Read) });
        MapStep<NewHistory<string>>(group, ProfileStep.Skills, (sent, fields, _) =>
            new Profile { Skills = sent.Read(fields, ProfileLimits.MaxSkills, Skill) });
        MapStep<NewLanguages>(group, ProfileStep.Languages, (sent, fields, _) => sent.Read(fields));
        MapStep<NewParents>(group, ProfileStep.Parents, (sent, fields, known) => sent.Read(fields, known?.Parents));
        MapStep<NewEmergencyContacts>(group, ProfileStep.EmergencyContacts, (sent, fields, _) => sent.Read(fields));
    }

    public static async Task<IResult> Show(Outcome<ApplicantProfile> outcome, IApplicantGrain applicant, ProfileReader reader)
    {
        if (outcome.Refusal is not null)
            return await outcome.ToHttp(_ => Results.Empty, async () => Answer.TagOf((await applicant.GetProfile()).Revision));
        var profile = outcome.Value!;
        return Answer.Ok(reader.Read(profile, await applicant.GetReadiness()), Answer.TagOf(profile.Revision));
    }

    private static string Skill(string sent, FieldReader fields, string at) => fields.Line(sent, at, ProfileLimits.MaxSkill);

    private static async Task<IResult> Get(CurrentUser user, IGrainFactory grains, ProfileReader reader)
    {
        var applicant = grains.GetGrain<IApplicantGrain>(user.AccountId);
        return await Show(await applicant.GetProfile(), applicant, reader);
    }

    private static void MapStep<TBody>(RouteGroupBuilder group, ProfileStep step, Func<TBody, FieldReader, Profile?, Profile> read)
        where TBody : class
    {
        var name = Words.Of(step);
        group.MapPut($"/{name}", Save)
            .Describe<ProfileBody>(200, $"Replace one step of my profile: {name}", 400, 412, 422, 428).TakesIfMatch();

        async Task<IResult> Save(CurrentUser user, Body<TBody> body, HttpRequest request, IGrainFactory grains, ProfileReader reader)
        {
            var revision = request.RequireIfMatch();
            var applicant = grains.GetGrain<IApplicantGrain>(user.AccountId);
            var fields = new FieldReader();
            var content = read(body.Value, fields, (await applicant.GetProfile()).Profile);
            fields.Check();
            return await Show(await applicant.SaveStep(new SaveProfileStep(step, content, revision)), applicant, reader);
        }
    }
}
