using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Npgsql;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Storage.DataProtection;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.Bench.Seeding;

/// <summary>Makes sessions as the front door does, with its own code and the keys of its database; nobody has to log in.</summary>
internal sealed class SessionMint : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public SessionMint(NpgsqlDataSource database, KeyRing keys)
    {
        var all = new ServiceCollection();
        all.AddLogging();
        all.AddSingleton(TimeProvider.System);
        all.AddSingleton(database);
        all.AddSingleton(keys);
        all.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production });
        all.AddSingleton<SessionTokens>();
        SessionSchemes.Add(all);
        all.AddDataProtectionInPostgres();
        services = all.BuildServiceProvider();
    }

    public string TokenOf(AccountCard account) => services.GetRequiredService<SessionTokens>().MakeFor(account).AccessToken;

    // The database is the caller's: the container must not close it.
    public ValueTask DisposeAsync() => services.DisposeAsync();
}
