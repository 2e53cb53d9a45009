using System.Globalization;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>What a run was.</summary>
public sealed record HostileReport(ulong Seed, ulong TraceHash, long Steps, int Operations, HostileCounts Counts);

/// <summary>A run went wrong; the message holds the seed that repeats it.</summary>
public sealed class HostileRunException(ulong seed, string message, Exception inner) : Exception(message, inner)
{
    /// <summary>The seed.</summary>
    public ulong Seed { get; } = seed;
}

/// <summary>Runs workloads on hostile hosts. A seed is a run: the same seed gives the same run.</summary>
public static class HostileRun
{
    private const long MostStepsPerOperation = 4_000;

    /// <summary>
    /// How many seeds a test runs: <paramref name="usual"/>, or what the environment variable <c>SISKOP2MI_SEEDS</c> says.
    /// </summary>
    public static int SeedCount(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("SISKOP2MI_SEEDS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : usual;

    /// <summary>One run: <paramref name="operations"/> operations under faults, quiet time, a last crash, the check.</summary>
    /// <exception cref="HostileRunException">An operation failed otherwise than by a fault, the check failed, or nothing moved any
    /// more.</exception>
    public static HostileReport Execute(ulong seed, int operations, Func<HostileWorkload> workload)
    {
        HostileReport? report = null;
        HostileRunException? failure = null;

        // A thread of its own: no synchronization context and no ambient values of the test.
        var thread = new Thread(() =>
        {
            try
            {
                report = ExecuteHere(seed, operations, workload());
            }
            catch (HostileRunException exception)
            {
                failure = exception;
            }
        });
        thread.UnsafeStart();
        thread.Join();
        return failure is null ? report! : throw failure;
    }

    /// <summary>Runs seeds 1 to <paramref name="seeds"/> on two threads; the counts of all.</summary>
    public static HostileCounts ExecuteMany(int seeds, int operations, Func<HostileWorkload> workload)
    {
        var gate = new Lock();
        var sum = new HostileCounts();
        var failures = new List<HostileRunException>();
        Parallel.For(1, seeds + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, (seed, loop) =>
        {
            try
            {
                var report = Execute((ulong)seed, operations, workload);
                lock (gate) sum += report.Counts;
            }
            catch (HostileRunException exception)
            {
                lock (gate) failures.Add(exception);
                loop.Stop();
            }
        });
        return failures.Count == 0 ? sum : throw failures[0];
    }

    /// <summary>The first of these seeds under which the workload fails, or null: how a planted bug is found.</summary>
    public static HostileRunException? FirstFailure(int seeds, int operations, Func<HostileWorkload> workload)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            try
            {
                Execute((ulong)seed, operations, workload);
            }
            catch (HostileRunException exception)
            {
                return exception;
            }
        }

        return null;
    }

    private static HostileReport ExecuteHere(ulong seed, int operations, HostileWorkload workload)
    {
        var trace = new HostileTrace();
        var host = new HostileHost(workload.Plan, workload.Faults, new SeededRandom(seed), trace);
        try
        {
            Drive(host, workload, operations);
            if (host.Leaked)
                throw new InvalidOperationException(
                    "Work slipped to another thread (Task.Run, ConfigureAwait(false)?): the run cannot be repeated.");
            return new HostileReport(seed, trace.Hash, host.Steps, operations, host.Counts);
        }
        catch (Exception exception)
        {
            var tail = string.Join(Environment.NewLine, trace.Tail.Select(line => "  " + line));
            throw new HostileRunException(
                seed, $"Seed {seed} of {workload.GetType().Name}, {operations} operations: {exception.Message}{Environment.NewLine}{tail}",
                    exception);
        }
        finally
        {
            // Nothing of the host waits when it is disposed: it is dropped.
            _ = host.DisposeAsync();
        }
    }

    private static void Drive(HostileHost host, HostileWorkload workload, int operations)
    {
        var first = new HostileClient(host, workload, 0);
        Finish(host, [host.Clients.Start(() => workload.Begin(first))], operations);

        host.BeHostile(true);
        var left = operations;
        var clients = Enumerable.Range(0, workload.Clients).Select(number => host.Clients.Start(async () =>
        {
            var client = new HostileClient(host, workload, number);
            while (left-- > 0) await workload.Operate(client);
        })).ToArray();
        Finish(host, clients, operations);

        host.BeHostile(false);
        var quiet = host.Fixture.Time.GetUtcNow() + workload.SettleTime;
        while (host.Fixture.Time.GetUtcNow() < quiet) host.Step();
        host.Crash();
        Finish(host, [host.Clients.Start(() => workload.Check(first))], operations);
    }

    private static void Finish(HostileHost host, Task[] tasks, int operations)
    {
        var limit = host.Steps + (MostStepsPerOperation * (operations + 100));
        while (!tasks.All(task => task.IsCompleted))
        {
            if (tasks.FirstOrDefault(task => task.IsFaulted) is not null) break;
            if (host.Steps > limit) throw new InvalidOperationException("The run goes on and on: something waits for what never comes.");
            host.Step();
        }

        foreach (var task in tasks.Where(task => task.IsCompleted)) task.GetAwaiter().GetResult();
    }
}
