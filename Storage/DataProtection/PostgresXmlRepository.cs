using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.DataProtection;

/// <summary>
/// Keeps ASP.NET Core's data protection keys in <c>data_protection_key</c>, so that all nodes read each other's cookies and
/// a restart signs nobody out. Every element is sealed with the key ring, which is not in the database.
/// </summary>
public sealed class PostgresXmlRepository(NpgsqlDataSource database, KeyRing ring) : IXmlRepository
{
    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Rows("select name, ring_key_id, sealed from data_protection_key order by created_at, name").Select(
            row => XElement.Parse(Open(row)))];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        // The name only helps people; two revocations may share one, and neither may replace the other.
        var name = $"{friendlyName} {Guid.NewGuid():N}";
        Write("insert into data_protection_key (name, ring_key_id, sealed) values ($1, $2, $3)", name, element.ToString(
            SaveOptions.DisableFormatting));
    }

    /// <summary>Seals all keys with the ring's current key, so that older ones can be dropped from the ring.</summary>
    /// <returns>How many rows were changed.</returns>
    public int Reseal()
    {
        var old = Rows("select name, ring_key_id, sealed from data_protection_key").Where(row => row.RingKeyId != ring.CurrentId).ToList();
        foreach (var row in old) Write("update data_protection_key set ring_key_id = $2, sealed = $3 where name = $1", row.Name, Open(row));
        return old.Count;
    }

    private static byte[] Context(string name) => Encoding.UTF8.GetBytes("data_protection_key:" + name);

    private string Open(Row row) => Encoding.UTF8.GetString(ring.Open(row.RingKeyId, row.Sealed, Context(row.Name)));

    private List<Row> Rows(string sql)
    {
        using var command = database.CreateCommand(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read()) rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return rows;
    }

    private void Write(string sql, string name, string xml)
    {
        var (ringKeyId, box) = ring.Seal(Encoding.UTF8.GetBytes(xml), Context(name));
        using var command = database.CreateCommand(sql);
        foreach (var value in new object[] { name, ringKeyId, box }) command.Parameters.Add(new() { Value = value });
        command.ExecuteNonQuery();
    }

    private sealed record Row(string Name, string RingKeyId, byte[] Sealed);
}
