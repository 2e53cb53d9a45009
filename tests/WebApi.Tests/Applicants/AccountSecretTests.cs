using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Applicants;

[Collection(FrontDoorTests.Name)]
public sealed class AccountSecretTests(FrontDoorFixture door)
{
    [Fact]
    public async Task Neither_a_row_nor_a_log_line_tells_the_hash_or_the_stamp()
    {
        using var person = await door.Applicant(People.Password);
        var account = door.Grains.GetGrain<IAccountGrain>(person.AccountId);
        var credentials = await account.GetCredentials();
        string[] secrets = [credentials.PasswordHash!.Reveal(), credentials.SecurityStamp!.Reveal()];
        string[] texts = [await Row(person.AccountId), credentials.ToString(), (await account.GetCard()).ToString()];
        Assert.All(texts, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    private async Task<string> Row(string accountId)
    {
        await using var command = door.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select account::text from account where key = $1");
        command.Parameters.AddWithValue(accountId);
        return Assert.IsType<string>(await command.ExecuteScalarAsync());
    }
}
