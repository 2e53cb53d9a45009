using Npgsql;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Grains;

/// <summary>Reads what one grain keeps for others.</summary>
internal static class HoldingReader
{
    private const string Text = """
        select key, status, number, attempt, at, until, is_settled from holding where grain_type = $1 and grain_key = $2
        """;

    public static async Task<HoldingBook> ReadAsync(NpgsqlDataSource database, string grainType, string grainKey)
    {
        await using var command = database.CreateCommand(Text);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainType });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainKey });
        await using var reader = await command.ExecuteReaderAsync();
        List<Holding> rows = [];
        while (await reader.ReadAsync()) rows.Add(Row(reader));
        return HoldingBook.Of(rows);
    }

    private static Holding Row(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        (HoldingStatus)reader.GetInt16(1),
        reader.GetInt64(2),
        reader.GetInt64(3),
        reader.GetFieldValue<DateTimeOffset>(4),
        reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
        reader.GetBoolean(6));
}
