namespace Siskop2mi.WebApi.Vacancies;

/// <summary>How fresh the public vacancies are; section <c>Vacancies</c>.</summary>
public sealed record VacancySnapshotOptions
{
    /// <summary>How old the snapshot may be that a request is answered from; zero reads for every request anew.</summary>
    public TimeSpan SnapshotMaxAge { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How old it may be while the database does not answer. Past this nobody is told anything.</summary>
    public TimeSpan SnapshotServedFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the database may take before the last snapshot is served instead.</summary>
    public TimeSpan SnapshotPatience { get; init; } = TimeSpan.FromSeconds(2);
}
