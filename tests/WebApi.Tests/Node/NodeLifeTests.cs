using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Siskop2mi.Silo;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.TestSupport;

namespace Siskop2mi.WebApi.Tests.Node;

/// <summary>A node without its front door: lease won, lost and won again, and duties that do not end.</summary>
public sealed class NodeLifeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("siskop2mi-node-");

    [Fact]
    public async Task A_node_that_lost_its_lease_serves_again_when_it_gets_it_back()
    {
        var duty = new Duty(stubborn: false);
        using var node = await Start(duty);
        await duty.Begun(1);
        await LoseLease(node, "2 seconds");
        await duty.Begun(2);
        await Role(node, NodeRole.Active);
        await node.StopAsync();
        Assert.Equal(0L, await Scalar(node, "select count(*) from node_lease where expires_at > now()"));
    }

    [Fact]
    public async Task A_duty_that_outlives_its_lease_ends_the_process_with_a_failure()
    {
        var duty = new Duty(stubborn: true);
        using var node = await Start(duty);
        await duty.Begun(1);
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.TrySetResult());
        await LoseLease(node, "1 hour");
        await stopping.Task.WaitAsync(Patience);
        var life = node.Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Single(service => service.GetType().Name == "NodeLifecycle");
        await Assert.ThrowsAsync<InvalidOperationException>(() => life.ExecuteTask!);
        duty.Release();
    }

    [Fact]
    public async Task A_duty_that_does_not_end_keeps_no_node_from_giving_its_lease_back()
    {
        var duty = new Duty(stubborn: true);
        using var node = await Start(duty);
        await duty.Begun(1);
        await node.StopAsync();
        Assert.Equal(0L, await Scalar(node, "select count(*) from node_lease where expires_at > now()"));
        duty.Release();
    }

    public void Dispose() => data.Delete(recursive: true);

    private async Task<IHost> Start(Duty duty)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddSiskop2miNode(
            new NodeOptions
            {
                ConnectionString = await PostgresFixture.NewDatabaseAsync(),
                DataDirectory = data.FullName,
                DrainTime = TimeSpan.FromSeconds(1),
            },
            KeyRing.CreateNew());
        builder.Services.AddSingleton<INodeDuty>(duty);
        var host = builder.Build();
        await host.StartAsync();
        await Role(host, NodeRole.Active);
        return host;
    }

    private static async Task Role(IHost node, NodeRole role)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (node.Services.GetRequiredService<NodeState>().Role != role) await Task.Delay(20, limit.Token);
    }

    // As another node would take it that found it free.
    private static async Task LoseLease(IHost node, string span)
    {
        await Scalar(
            node,
            "update node_lease set node = 'other', epoch = epoch + 1, "
            + $"expires_at = clock_timestamp() + interval '{span}' where id = 1 returning epoch");
        await Role(node, NodeRole.Standby);
    }

    private static async Task<long> Scalar(IHost node, string sql)
    {
        var builder = new NpgsqlConnectionStringBuilder(
            node.Services.GetRequiredService<NodeOptions>().ConnectionString)
        { Pooling = false };
        await using var database = NpgsqlDataSource.Create(builder.ConnectionString);
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Duty(bool stubborn) : INodeDuty
    {
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int begun;

        public async Task Run(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref begun);
            if (stubborn) await released.Task;
            else await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        public async Task Begun(int times)
        {
            using var limit = new CancellationTokenSource(Patience);
            while (Volatile.Read(ref begun) < times) await Task.Delay(20, limit.Token);
        }

        public void Release() => released.TrySetResult();
    }
}
