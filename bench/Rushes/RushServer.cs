using System.Net;
using Siskop2mi.Bench.Ground;
using Siskop2mi.Bench.Load;
using Siskop2mi.Bench.Seeding;

namespace Siskop2mi.Bench.Rushes;

/// <summary>A running server that takes submissions: the product, the product with one write a call, or the conventional peer.</summary>
internal abstract class RushServer(BenchGround ground, ChildProcess process, BenchDatabase database) : IAsyncDisposable
{
    public IPEndPoint Address => process.Address;

    /// <summary>The clock with this server as the program under test.</summary>
    public CpuClock Clock => new(ground.Postmaster, process.Id);

    protected BenchDatabase Database => database;

    /// <summary>The request by which a person sends their application; the same each time, so a repeat is a repeat.</summary>
    public abstract byte[] Submission(int person, Offer offer);

    /// <summary>Places taken, as the database says.</summary>
    public abstract Task<long> Taken(Offer offer);

    /// <summary>Who has applied, as the database says; a person twice when they did twice.</summary>
    public abstract Task<List<string>> Applied(Offer offer);

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await database.DisposeAsync();
    }
}
