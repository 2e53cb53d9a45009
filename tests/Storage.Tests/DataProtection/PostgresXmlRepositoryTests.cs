using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Siskop2mi.Storage.DataProtection;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.TestSupport;

namespace Siskop2mi.Storage.Tests.DataProtection;

public sealed class PostgresXmlRepositoryTests : IAsyncLifetime
{
    private readonly KeyRing ring = KeyRing.CreateNew();
    private NpgsqlDataSource database = null!;

    public async Task InitializeAsync() => database = NpgsqlDataSource.Create(await PostgresFixture.NewDatabaseAsync());

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public void Gives_back_all_elements_also_of_one_name()
    {
        var repository = new PostgresXmlRepository(database, ring);
        repository.StoreElement(new XElement("key", new XAttribute("id", "é")), "key");
        repository.StoreElement(new XElement("revocation"), "key");

        var read = new PostgresXmlRepository(database, ring).GetAllElements();

        Assert.Equal(["key", "revocation"], read.Select(element => element.Name.LocalName).Order());
    }

    [Fact]
    public async Task What_one_node_protects_another_reads_and_the_table_shows_no_key()
    {
        var secret = Protector().Protect("session");
        Assert.Equal("session", Protector().Unprotect(secret));

        await using var command = database.CreateCommand("select sealed from data_protection_key");
        var stored = Encoding.Latin1.GetString((byte[])(await command.ExecuteScalarAsync())!);
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);
        Assert.Contains(
            "masterKey", new PostgresXmlRepository(database, ring).GetAllElements().Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_ring_cannot_read()
    {
        new PostgresXmlRepository(database, ring).StoreElement(new XElement("key"), "key");
        Assert.ThrowsAny<CryptographicException>(() => new PostgresXmlRepository(database, KeyRing.CreateNew()).GetAllElements());
    }

    [Fact]
    public void After_resealing_the_old_key_is_not_needed()
    {
        var repository = new PostgresXmlRepository(database, ring);
        repository.StoreElement(new XElement("key"), "key");
        var old = ring.CurrentId;
        ring.AddKey(_ => { });

        Assert.Equal(1, repository.Reseal());
        Assert.Equal(0, repository.Reseal());

        ring.RemoveKey(old, _ => { });
        Assert.Single(repository.GetAllElements());
    }

    // Each call is a node of its own: nothing is shared but the database and the ring.
    private IDataProtector Protector()
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("siskop2mi");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new PostgresXmlRepository(database, ring));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }
}
