using System.Collections.Immutable;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// How complete a profile is: seven equal steps [assumption]; "I have none" completes a history (account guide C). It moves
/// people on, and is no condition of anything: what an application needs is <see cref="ProfileRule.Readiness"/>.
/// </summary>
public static class CompletenessRule
{
    /// <summary>The seven steps with what each lacks, and the share that lacks nothing.</summary>
    public static ProfileCompleteness Of(ApplicantState state)
    {
        var profile = state.Profile ?? new Profile();
        ImmutableArray<ProfileStepStatus> steps =
        [
            Step(ProfileStep.Photo, state.Photo is null ? new RefusalReason("photo-missing") : null),
            Step(ProfileStep.Biodata, Biodata(profile)),
            Step(ProfileStep.Education, History(profile.Education)),
            Step(ProfileStep.Work, History(profile.Work)),
            Step(ProfileStep.Training, History(profile.Training)),
            Step(ProfileStep.Certification, History(profile.Certification)),
            Step(ProfileStep.Skills, History(profile.Skills)),
        ];
        var complete = steps.Count(step => step.Missing.IsEmpty);
        return new ProfileCompleteness(((complete * 100) + (steps.Length / 2)) / steps.Length, steps);
    }

    private static RefusalReason? Biodata(Profile profile) =>
        profile.BirthDate is null ? new RefusalReason("profile-missing")
        : ProfileRule.HasDomicile(profile) ? null
        : new RefusalReason("domicile-missing", "/domicile");

    private static RefusalReason? History<T>(History<T> history) =>
        history.HasNone is null ? new RefusalReason("history-not-answered", "/hasNone")
        : history.HasNone is false && history.Entries.IsEmpty ? new RefusalReason("history-empty", "/entries")
        : null;

    private static ProfileStepStatus Step(ProfileStep step, RefusalReason? missing) => new(step, missing is null ? [] : [missing]);
}
