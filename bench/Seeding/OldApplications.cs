using System.Text.Json;
using Siskop2mi.Bench.Benches;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Queries;

namespace Siskop2mi.Bench.Seeding;

/// <summary>
/// Applications of earlier years, made by the database from one that the rules made: a row and two events each. The reader of
/// the event feed is set behind them, as it would be after those years.
/// </summary>
internal static class OldApplications
{
    private const long AtOnce = 100_000;

    private const string Applications = """
        insert into application (key, version, state)
        select 'lama-' || lpad(n::text, 9, '0') || '.angkatan-' || n % 40, 3,
               $1::text::jsonb || jsonb_build_object(
                   'applicantId', 'lama-' || lpad(n::text, 9, '0'), 'batchId', 'angkatan-' || n % 40, 'vacancyId', 'perawat-' || n % 40,
                   'reference', 'JP0-' || lpad(upper(to_hex(n)), 8, '0'), 'submissionKey', md5(n::text),
                   'submittedAt', to_char(timestamptz '2020-01-01' + n * interval '20 seconds', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'))
        from generate_series($2, $3) n
        """;

    private const string Events = """
        insert into event (grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)
        select 'application', 'lama-' || lpad(n::text, 9, '0') || '.angkatan-' || n % 40, v, 0,
               case v when 1 then 'application-started' else 'application-submitted' end,
               json_build_object('vacancyId', 'perawat-' || n % 40), 'lama-' || lpad(n::text, 9, '0'), 'applicant', md5(n::text),
               timestamptz '2020-01-01' + n * interval '20 seconds', 0, decode(md5(n::text) || md5(v::text), 'hex')
        from generate_series($1, $2) n, generate_series(1, 3, 2) v
        """;

    /// <summary>Makes so many, and leaves the tables as a quiet night would.</summary>
    public static async Task Fill(BenchDatabase database, long count)
    {
        var template = JsonSerializer.Serialize(
            new Resident(0).Draft("perawat", "angkatan-0") with { Status = ApplicationStatus.Submitted, Round = 1, Revision = 3 },
            DomainJson.Options);
        for (var from = 1L; from <= count; from += AtOnce)
        {
            var to = Math.Min(count, from + AtOnce - 1);
            await database.Execute(Applications, template, from, to);
            await database.Execute(Events, from, to);
            if (from % (10 * AtOnce) == 1) BenchRun.Say($"{to:N0} applications stored");
        }

        var position = EventFeedCursor.Of(
            (ulong)await database.Number("select coalesce(max(tx::text::bigint), 0) from event"),
            await database.Number("select coalesce(max(id), 0) from event"));
        await database.Execute(
            """
            insert into feed_cursor (key, version, state)
            select reader, 1, jsonb_build_object('position', $1) from unnest(array['mail-delivery', 'awaited-messages']) reader
            """, position);
        await database.Execute("vacuum analyze");
    }
}
