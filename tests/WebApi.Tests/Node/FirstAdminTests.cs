using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Siskop2mi.TestSupport;
using Siskop2mi.WebApi.Node;

namespace Siskop2mi.WebApi.Tests.Node;

/// <summary>Nobody can appoint the first administrator over the interface.</summary>
public sealed partial class FirstAdminTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("siskop2mi-admin-");

    [Fact]
    public async Task An_operator_appoints_the_first_administrator_and_hears_how_to_choose_a_password()
    {
        await using var ground = await Ground.Prepare(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Node:ConnectionString"] = await PostgresFixture.NewDatabaseAsync(),
                ["Node:DataDirectory"] = data.FullName,
            }).Build(),
            CancellationToken.None);
        Assert.Matches(Way(), await FirstAdmin.Appoint(ground, "kepala@contoh.test", "Kepala Sistem"));
        Assert.Matches(Way(), await FirstAdmin.Appoint(ground, "kepala@contoh.test", "Kepala Sistem")); // the same account
        await Assert.ThrowsAsync<FirstAdminException>(() => FirstAdmin.Appoint(ground, "bukan alamat", "Kepala Sistem"));
    }

    [Theory]
    [InlineData(2, "appoint-admin", "kepala@contoh.test", "Kepala Sistem", "--Node:Name", "x")]
    [InlineData(0, "appoint-admin", "kepala@contoh.test")]
    [InlineData(0, "appoint-admin", "--Node:Name", "x")]
    public void It_takes_an_address_and_a_name(int operands, params string[] arguments) =>
        Assert.Equal(operands, CommandLine.TryParse(arguments, out _)?.Operands.Count ?? 0);

    public void Dispose() => data.Delete(recursive: true);

    [GeneratedRegex(@"/api/v1/password-resets/[A-Za-z0-9_-]{40,}/password[\s\S]*""code"":""[0-9]{6}""")]
    private static partial Regex Way();
}
