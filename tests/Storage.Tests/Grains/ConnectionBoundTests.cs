using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Siskop2mi.Storage.Secrets;

namespace Siskop2mi.Storage.Tests.Grains;

public sealed class ConnectionBoundTests
{
    [Fact]
    public async Task Two_nodes_leave_room_on_a_server_of_a_hundred_connections()
    {
        var services = new ServiceCollection();
        services.AddSiskop2miStorage(new StorageOptions("Host=127.0.0.1;Port=1", "node", "blobs", "checkpoints"), KeyRing.CreateNew());
        await using var provider = services.BuildServiceProvider();
        var general = new NpgsqlConnectionStringBuilder(provider.GetRequiredService<NpgsqlDataSource>().ConnectionString).MaxPoolSize;
        const int GrainStore = 8;
        const int Lease = 3;
        Assert.InRange(2 * (general + GrainStore + Lease), 1, 90);
    }
}
