using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>The reasons that officers and applicants choose from.</summary>
internal static class ReasonsApi
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/reasons", List).WithTags("Reference data").AllowEverybody()
        .Describe<IReadOnlyList<ReasonBody>>(200, "Reasons for a fix, a failure, a withdrawal");

    private static IResult List(ReasonCatalogue reasons, Reader reader) => Answer.OkByContent<IReadOnlyList<ReasonBody>>(
        [.. reasons.All.Select(reason => new ReasonBody(
            reason.Code, Words.Of(reason.Use), reason.Group, reader.LabelOf(reason.GroupLabel), reader.LabelOf(reason.Label),
            reason.NeedsNote))]);

    /// <summary>A reason.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Use">What it can be given for: <c>fix</c>, <c>fail</c> or <c>withdrawal</c>.</param>
    /// <param name="Group">Code of the group it stands in.</param>
    /// <param name="GroupLabel">Name of the group in the reader's language.</param>
    /// <param name="Label">The reason in the reader's language.</param>
    /// <param name="NeedsNote">Whether it needs further words.</param>
    internal sealed record ReasonBody(string Code, string Use, string Group, string GroupLabel, string Label, bool NeedsNote);
}
