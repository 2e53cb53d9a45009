using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Siskop2mi.ConventionalPeer;

/// <summary>What a person is told who has applied.</summary>
internal sealed record Receipt(long ApplicationId, string Reference, DateTime SubmittedAt);

/// <summary>Why not.</summary>
internal sealed record Problem(string Code);

[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(Problem))]
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
internal sealed partial class PeerJson : JsonSerializerContext;

/// <summary>
/// The submission: who asks, what they and the vacancy are, an application they may have; then application, audit row and place
/// in one transaction. Four round trips; the place comes last, so that the hot row is locked only while the commit is made.
/// </summary>
internal sealed class Submissions(byte[] tokenKey, TimeProvider time)
{
    private const string UniqueViolation = "23505";

    // One query with everything that is to be checked. A left join: of a subquery with FirstOrDefault the framework makes a window
    // over the whole table.
    private static readonly Func<PeerContext, string, string, Task<Facts?>> Find = EF.CompileAsyncQuery(
        (PeerContext context, string personId, string vacancyId) =>
            (from person in context.People
             from vacancy in context.Vacancies
             from application in context.Applications
                 .Where(row => row.PersonId == person.Id && row.BatchId == vacancy.BatchId).DefaultIfEmpty()
             where person.Id == personId && vacancy.Id == vacancyId
             select new Facts(
                 person.SecurityStamp, person.IsProfileComplete, person.BarredUntil,
                 vacancy.BatchId, vacancy.Places, vacancy.Taken, vacancy.OpensAt, vacancy.ClosesAt,
                 application == null ? null
                     : new Known(application.SubmissionKey, application.Id, application.Reference, application.SubmittedAt)))
            .AsNoTracking().FirstOrDefault());

    public async Task<IResult> Submit(string vacancyId, HttpContext http, PeerContext context)
    {
        var now = time.GetUtcNow();
        if (PeerTokens.Read(tokenKey, http.Request.Headers.Authorization, now) is not { } caller) return TypedResults.Unauthorized();
        if (http.Request.Headers["Idempotency-Key"] is not [{ Length: > 0 } key]) return Refused(400, "idempotency-key-missing");
        if (await Find(context, caller.PersonId, vacancyId) is not { } facts) return Refused(404, "not-found");
        if (facts.SecurityStamp != caller.Stamp) return TypedResults.Unauthorized();
        if (facts.Application is { } known) return Again(known, key);
        if (facts.WhyNot(now.UtcDateTime) is { } code) return Refused(409, code);
        try
        {
            return await Commit(context, caller.PersonId, vacancyId, facts.BatchId, key, now.UtcDateTime);
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException { SqlState: UniqueViolation })
        {
            // The other click was faster: its transaction has ended by now.
            context.ChangeTracker.Clear();
            return await Find(context, caller.PersonId, vacancyId) is { Application: { } other }
                ? Again(other, key) : Refused(409, "try-again");
        }
    }

    private static async Task<IResult> Commit(
        PeerContext context, string personId, string vacancyId, string batchId, string key, DateTime now)
    {
        // A savepoint would be one more round trip, for a transaction that is given up whole when anything fails.
        context.Database.AutoSavepointsEnabled = false;
        await using var transaction = await context.Database.BeginTransactionAsync();
        var application = new Application
        {
            PersonId = personId,
            BatchId = batchId,
            VacancyId = vacancyId,
            OfficeId = "bp3mi-jawa-barat",
            SubmissionKey = key,
            Reference = $"JP-{RandomNumberGenerator.GetHexString(12)}",
            Status = "submitted",
            SubmittedAt = now,
        };
        context.Add(application);
        context.Add(new AuditRow
        {
            Subject = personId,
            Type = "application-submitted",
            Data = $$"""{"vacancyId":"{{vacancyId}}","reference":"{{application.Reference}}"}""",
            Actor = personId,
            Process = key,
            At = now,
        });
        await context.SaveChangesAsync();
        var taken = await context.Vacancies.Where(vacancy => vacancy.Id == vacancyId && vacancy.Taken < vacancy.Places)
            .ExecuteUpdateAsync(set => set.SetProperty(vacancy => vacancy.Taken, vacancy => vacancy.Taken + 1));
        if (taken == 0) return Refused(409, "vacancy-full");
        await transaction.CommitAsync();
        return TypedResults.Ok(new Receipt(application.Id, application.Reference, application.SubmittedAt));
    }

    private static IResult Again(Known known, string key) => known.SubmissionKey == key
        ? TypedResults.Ok(new Receipt(known.Id, known.Reference, known.SubmittedAt)) : Refused(409, "already-applied");

    private static IResult Refused(int status, string code) =>
        TypedResults.Json(new Problem(code), PeerJson.Default.Problem, statusCode: status);

    private sealed record Known(string SubmissionKey, long Id, string Reference, DateTime SubmittedAt);

    private sealed record Facts(
        string SecurityStamp, bool IsProfileComplete, DateOnly? BarredUntil,
        string BatchId, int Places, int Taken, DateTime OpensAt, DateTime ClosesAt, Known? Application)
    {
        // A vacancy that is full already costs no transaction.
        public string? WhyNot(DateTime now) =>
            now < OpensAt || now >= ClosesAt ? "vacancy-not-open"
            : !IsProfileComplete ? "profile-incomplete"
            : BarredUntil > DateOnly.FromDateTime(now) ? "barred"
            : Taken >= Places ? "vacancy-full"
            : null;
    }
}
