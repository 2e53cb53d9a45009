namespace Siskop2mi.Domain.Tests.Processes;

/// <summary>What came of running one command on the states of one status.</summary>
/// <param name="Next">The statuses that accepting it led to.</param>
/// <param name="Codes">The refusals heard.</param>
/// <param name="Repeats">Whether one of the states was left as it was, without a refusal.</param>
internal sealed record Cell(ImmutableSortedSet<string> Next, ImmutableSortedSet<string> Codes, bool Repeats)
{
    public static Cell Of<TState>(IEnumerable<Decision<TState>> decisions, Func<TState, string> statusOf) where TState : Entity
    {
        var all = decisions.ToList();
        var accepted = all.Where(decision => decision.Refusal is null && decision.Events.Length > 0);
        return new Cell(
            [.. accepted.Select(decision => statusOf(decision.State))],
            [.. all.Where(decision => decision.Refusal is not null).Select(decision => decision.Refusal!.Code)],
            all.Any(decision => decision.Refusal is null && decision.Events.IsEmpty));
    }

    /// <summary>As the document prints it: the next status, then refusals, or a dash where nothing changes.</summary>
    public override string ToString()
    {
        var parts = Next.Select(next => $"**{next}**").Concat(Codes.Select(code => $"`{code}`")).ToList();
        return parts.Count == 0 ? "–" : string.Join(", ", parts);
    }
}
