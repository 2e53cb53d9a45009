using Npgsql;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Queries;

/// <summary>Finds accounts by what people type. The address itself is not in the table: its blind index is.</summary>
public sealed class AccountQueries(NpgsqlDataSource dataSource, Func<EmailAddress, string> blindIndex)
{
    /// <summary>Id of the active account with this address, or null.</summary>
    public async Task<string?> FindActiveByEmail(EmailAddress email, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select key from account where email_index = $1 and status = 'active'");
        command.Parameters.AddWithValue(blindIndex(email));
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
