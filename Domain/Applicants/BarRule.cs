using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>
/// A person who stepped back after a binding stage may not apply to that programme for a time (IJEPA: two years after matching).
/// The bar is the person's, because it holds for every later batch; one for each application, so that a repeat is harmless.
/// </summary>
public static class BarRule
{
    public static Decision<ApplicantState> Decide(ApplicantState state, BarApplicant command)
    {
        if (state.Bars.Any(bar => bar.ApplicationId == command.ApplicationId)) return Decision.Repeat(state);
        var bar = new ProgrammeBar(command.Programme, command.Until, command.ApplicationId);

        // The revision is that of the profile, which did not change: whoever is just filling it in goes on.
        return Decision.Accept(
            state with { Bars = state.Bars.Add(bar) }, new ApplicantBarred(command.Programme, command.Until, command.ApplicationId));
    }

    /// <summary>The day from which a person may apply to a programme; null when no bar was ever raised.</summary>
    public static DateOnly? BarredUntil(ApplicantState state, string programme) =>
        state.Bars.Where(bar => bar.Programme == programme).Select(bar => (DateOnly?)bar.Until).Max();
}

/// <summary>A person may not apply to a programme.</summary>
/// <param name="Programme">Such as <c>ijepa</c>.</param>
/// <param name="Until">The first day on which the person may apply again, Jakarta time.</param>
/// <param name="ApplicationId">The application they stepped back from.</param>
public sealed record ProgrammeBar(string Programme, DateOnly Until, string ApplicationId);

/// <summary>An application was withdrawn after a binding stage.</summary>
public sealed record BarApplicant(string Programme, DateOnly Until, string ApplicationId);

public sealed record ApplicantBarred(string Programme, DateOnly Until, string ApplicationId) : DomainEvent;
