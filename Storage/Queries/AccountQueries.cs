using Npgsql;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Queries;

/// <summary>Finds accounts by what people type. The address or number itself is not in the table: its blind index is.</summary>
public sealed class AccountQueries(NpgsqlDataSource dataSource, BlindIndex blindIndex)
{
    /// <summary>Id of the active account with this address, or null. Who proved that it is theirs comes before who only named it.</summary>
    public Task<string?> FindActiveByEmail(EmailAddress email, CancellationToken cancellationToken) => Find(
        "select key from account where email_index = $1 and status = 'active' order by confirmed_email_index nulls last, key limit 1",
        blindIndex.Of(email), cancellationToken);

    /// <summary>The same for a mobile number.</summary>
    public Task<string?> FindActiveByMobile(MobileNumber mobile, CancellationToken cancellationToken) => Find(
        "select key from account where mobile_index = $1 and status = 'active' order by confirmed_mobile_index nulls last, key limit 1",
        blindIndex.Of(mobile), cancellationToken);

    /// <summary>Id of the active account of this person, or null.</summary>
    public Task<string?> FindActiveByNationalId(NationalId nationalId, CancellationToken cancellationToken) => Find(
        "select key from account where national_id_index = $1 and status = 'active'", blindIndex.Of(nationalId), cancellationToken);

    /// <summary>Ids of active accounts of officers, after a key.</summary>
    public async Task<Page<string>> ListOfficers(string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select key from account
            where status = 'active' and role <> 'applicant' and ($1::text is null or key > $1)
            order by key limit $2
            """);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = after });
        command.Parameters.AddWithValue(limit + 1);

        List<string> ids = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) ids.Add(reader.GetString(0));
        return Page<string>.From(ids, limit, id => id);
    }

    private async Task<string?> Find(string sql, string index, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.Parameters.AddWithValue(index);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
