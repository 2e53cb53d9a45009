using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Letters;

/// <summary>A key pair that signs application letters: ECDSA on P-256.</summary>
/// <param name="Kid">Its public name, made from its public half.</param>
/// <param name="Key">Both halves.</param>
/// <param name="SignsFrom">From when on it signs; it is published before, so that copies of the published keys know it.</param>
public sealed record LetterKey(string Kid, ECDsa Key, DateTimeOffset SignsFrom);

/// <summary>
/// The keys that sign application letters, in <c>letter_key</c>, so that all nodes and all restarts have the same. The private
/// half is sealed with the key ring, which is not in the database. A key is never removed by the program: letters it signed
/// are on paper.
/// </summary>
public sealed class LetterKeys(NpgsqlDataSource database, KeyRing ring)
{
    private const long MakingLock = 0x7369736b_6c747472;

    /// <summary>All keys, the newest first; makes the first one when there is none.</summary>
    public async Task<IReadOnlyList<LetterKey>> ReadOrMakeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is { Count: > 0 } keys) return keys;
        await AddAsync(now, onlyFirst: true, cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    /// <summary>Adds a key that signs from an instant on; gives its name.</summary>
    public Task<string> AddAsync(DateTimeOffset signsFrom, CancellationToken cancellationToken) =>
        AddAsync(signsFrom, onlyFirst: false, cancellationToken);

    /// <summary>Seals all private halves with the ring's current key, so that older ones can be dropped from the ring.</summary>
    public async Task<int> ResealAsync(CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var row in await RowsAsync(cancellationToken))
        {
            if (row.RingKeyId == ring.CurrentId) continue;
            var (ringKeyId, box) = ring.Seal(Open(row), Context(row.Kid));
            await using var command = database.CreateCommand("update letter_key set ring_key_id = $2, sealed = $3 where kid = $1");
            foreach (var value in new object[] { row.Kid, ringKeyId, box }) command.Parameters.Add(new() { Value = value });
            changed += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return changed;
    }

    private async Task<IReadOnlyList<LetterKey>> ReadAsync(CancellationToken cancellationToken) =>
        [.. (await RowsAsync(cancellationToken)).Select(row =>
        {
            var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(Open(row), out _);
            return new LetterKey(row.Kid, key, row.SignsFrom);
        })];

    private async Task<string> AddAsync(DateTimeOffset signsFrom, bool onlyFirst, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var open = key.ExportSubjectPublicKeyInfo();
        var kid = Base64Url.EncodeToString(SHA256.HashData(open).AsSpan(0, 8));
        var (ringKeyId, box) = ring.Seal(key.ExportPkcs8PrivateKey(), Context(kid));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Two nodes that start at once must end with one first key.
        await using var alone = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection, transaction);
        alone.Parameters.AddWithValue(MakingLock);
        await alone.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = new NpgsqlCommand(
            """
            insert into letter_key (kid, public_key, ring_key_id, sealed, signs_from)
            select $1, $2, $3, $4, $5 where not $6 or not exists (select from letter_key)
            """,
            connection, transaction);
        foreach (var value in new object[] { kid, open, ringKeyId, box, signsFrom.ToUniversalTime(), onlyFirst })
            insert.Parameters.Add(new() { Value = value });
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return kid;
    }

    private static byte[] Context(string kid) => Encoding.UTF8.GetBytes("letter_key:" + kid);

    private byte[] Open(Row row) => ring.Open(row.RingKeyId, row.Sealed, Context(row.Kid));

    private async Task<List<Row>> RowsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select kid, ring_key_id, sealed, signs_from from letter_key order by signs_from desc, created_at desc, kid");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<Row> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new Row(
                reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return rows;
    }

    private sealed record Row(string Kid, string RingKeyId, byte[] Sealed, DateTimeOffset SignsFrom);
}
