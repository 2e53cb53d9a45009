using Orleans.Storage;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>What a hostile run does: operations of clients, and what must hold in the end. One instance a run.</summary>
public abstract class HostileWorkload
{
    /// <summary>The grains, and what they need.</summary>
    public abstract GrainHostPlan Plan { get; }

    /// <summary>How hostile the host is.</summary>
    public virtual HostileFaults Faults => new();

    /// <summary>How many clients act at once.</summary>
    public virtual int Clients => 4;

    /// <summary>Quiet time after the last operation, for reminders to finish what is open.</summary>
    public virtual TimeSpan SettleTime => TimeSpan.FromMinutes(5);

    /// <summary>Before the first operation; no faults yet.</summary>
    public virtual Task Begin(HostileClient client) => Task.CompletedTask;

    /// <summary>One operation of one client, under faults.</summary>
    public abstract Task Operate(HostileClient client);

    /// <summary>
    /// After everything, without faults, on a host opened anew: what is stored is all there is. Throws when something is wrong.
    /// </summary>
    public abstract Task Check(HostileClient client);

    /// <summary>Whether an exception is a fault of the host, whose outcome a client does not know, rather than a bug.</summary>
    public virtual bool IsFault(Exception exception) =>
        exception is InjectedFaultException or InconsistentStateException or HostClosedException or TimeoutException;
}

/// <summary>One client of a run.</summary>
public sealed class HostileClient
{
    private const int MostAttempts = 200;

    private readonly HostileHost host;
    private readonly HostileWorkload workload;

    internal HostileClient(HostileHost host, HostileWorkload workload, int number)
    {
        this.host = host;
        this.workload = workload;
        Number = number;
    }

    /// <summary>Its number, from 0.</summary>
    public int Number { get; }

    /// <summary>References to grains.</summary>
    public IGrainFactory Grains => host.Fixture.Grains;

    /// <summary>The run's random numbers; the only ones a workload may use.</summary>
    public SeededRandom Random => host.Random;

    /// <summary>The run's clock.</summary>
    public ManualTimeProvider Time => host.Fixture.Time;

    /// <summary>The store, for checks.</summary>
    public MemoryGrainStorage Storage => host.Fixture.Storage;

    /// <summary>Adds a line to the run's trace.</summary>
    public void Trace(string line) => host.Trace.Add($"client {Number}: {line}");

    /// <summary>Tries once; false when a fault left the outcome unknown.</summary>
    public async Task<bool> Try(Func<Task> attempt)
    {
        try
        {
            await attempt();
            return true;
        }
        catch (Exception exception) when (workload.IsFault(exception))
        {
            Trace($"no answer ({exception.GetType().Name})");
            return false;
        }
    }

    /// <summary>Tries until there is an answer, as a client with an idempotency key does.</summary>
    public async Task<T> Insist<T>(Func<Task<T>> attempt)
    {
        var answer = default(T)!;
        await Insist(async () => { answer = await attempt(); });
        return answer;
    }

    /// <inheritdoc cref="Insist{T}" />
    public async Task Insist(Func<Task> attempt)
    {
        for (var tries = 0; tries < MostAttempts; tries++)
        {
            if (await Try(attempt)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(50 + Random.Next(200)), Time);
        }

        throw new InvalidOperationException($"No answer in {MostAttempts} attempts.");
    }
}
