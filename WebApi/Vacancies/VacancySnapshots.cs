using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>Reads the published vacancies, given those that are known already.</summary>
internal delegate Task<IReadOnlyList<PublishedVacancy>> ReadVacancies(
    IReadOnlyList<PublishedVacancy> known, CancellationToken cancellationToken);

/// <summary>
/// All public vacancies in memory, so that a rush of readers costs the database one query a second. Whoever finds the snapshot
/// too old reads the next one; all others wait for that same reading, and there are never two at once.
/// </summary>
internal sealed partial class VacancySnapshots(
    ReadVacancies read, VacancySnapshotOptions options, TimeProvider time, ILogger<VacancySnapshots> log)
{
    private const int RetryAfterSeconds = 5;

    private readonly Lock gate = new();
    private volatile VacancySnapshot? latest;
    private Task? reading;
    private long? failedAt;

    /// <summary>
    /// What can be shown to somebody who asks now: at most as old as <see cref="VacancySnapshotOptions.SnapshotMaxAge"/>, or the last
    /// good one while the database does not answer. Fails with 503 when that is too old as well.
    /// </summary>
    public ValueTask<ShownVacancies> Get(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        return latest is { } snapshot && IsFresh(snapshot, asked)
            ? ValueTask.FromResult(Show(snapshot))
            : new ValueTask<ShownVacancies>(GetNext(asked, cancellationToken));
    }

    private async Task<ShownVacancies> GetNext(long asked, CancellationToken cancellationToken)
    {
        while (Join(asked) is { } next) await next.WaitAsync(cancellationToken);
        if (latest is { } snapshot && time.GetElapsedTime(snapshot.ReadAt) <= LongestServed) return Show(snapshot);
        throw new ProblemException(new Problem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.StorageUnavailable)
        {
            RetryAfterSeconds = RetryAfterSeconds,
        });
    }

    // A reading that began before the one who asks would take its result is waited for, and then not enough: the next one is.
    // After a failure nobody waits while there is something to show, and the next try comes no sooner than a reading would.
    private Task? Join(long asked)
    {
        lock (gate)
        {
            if (latest is { } snapshot && IsFresh(snapshot, asked)) return null;
            if (failedAt is { } failed && (failed >= asked || time.GetElapsedTime(failed, asked) < options.SnapshotMaxAge)) return null;
            reading ??= Task.Run(Read, CancellationToken.None);
            return failedAt is not null && latest is not null ? null : reading;
        }
    }

    private async Task Read()
    {
        // Before the query: what it sees is at least as new as this.
        var (began, before) = (time.GetTimestamp(), latest);
        try
        {
            using var patience = new CancellationTokenSource(options.SnapshotPatience, time);
            var found = await read(before?.Vacancies ?? [], patience.Token);
            Settle(VacancySnapshot.After(before, found, began, time.GetUtcNow()), failure: null);
        }
        catch (Exception failure)
        {
            LogFailed(failure.GetType().FullName);
            Settle(before, failure: time.GetTimestamp());
        }
    }

    private void Settle(VacancySnapshot? snapshot, long? failure)
    {
        lock (gate)
        {
            latest = snapshot;
            failedAt = failure;
            reading = null;
        }
    }

    private bool IsFresh(VacancySnapshot snapshot, long asked) =>
        snapshot.ReadAt >= asked || time.GetElapsedTime(snapshot.ReadAt, asked) <= options.SnapshotMaxAge;

    private TimeSpan LongestServed =>
        options.SnapshotServedFor > options.SnapshotMaxAge ? options.SnapshotServedFor : options.SnapshotMaxAge;

    private ShownVacancies Show(VacancySnapshot snapshot) =>
        new(snapshot.EditionAt(time.GetUtcNow()), time.GetElapsedTime(snapshot.ReadAt));

    [LoggerMessage(1, LogLevel.Warning, "The public vacancies could not be read because of {ExceptionType}; the last ones are served")]
    private partial void LogFailed(string? exceptionType);
}

/// <summary>What is shown, and how old it is.</summary>
internal readonly record struct ShownVacancies(VacancyEdition Edition, TimeSpan Age);
