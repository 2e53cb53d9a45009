namespace Siskop2mi.WebApi.Admission;

/// <summary>How a request came out of the queue of its lane.</summary>
internal enum Entry
{
    Unspecified = 0,
    Admitted = 1,

    /// <summary>The caller has as many in the lane as one may have.</summary>
    TooManyOfCaller = 2,

    /// <summary>The lane is full, or the wait would be longer than its patience.</summary>
    Full = 3,
}

/// <summary>
/// One lane: so many at once, so many waiting, first come first served. Who waits longer than the lane's patience, or hangs up,
/// leaves the queue. The wait is told from how long requests of this lane have taken of late.
/// </summary>
internal sealed class LaneQueue(Lane lane, LaneLimits limits, TimeProvider time)
{
    // Until anything was measured.
    private const double FirstGuessSeconds = 0.05;
    private const double Weight = 1.0 / 32;

    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiting = [];
    private readonly Dictionary<string, int> byCaller = new(StringComparer.Ordinal);
    private double serviceSeconds = FirstGuessSeconds;
    private int inFlight;

    public Lane Lane => lane;

    public LaneLimits Limits => limits;

    public int InFlight => Volatile.Read(ref inFlight);

    public int Waiting
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>Places that nobody has; 0 while anybody waits.</summary>
    public int Free
    {
        get
        {
            lock (gate) return waiting.Count > 0 ? 0 : Math.Max(0, limits.AtOnce - inFlight);
        }
    }

    /// <summary>Requests a second that the lane gets done when it is full (Little's law).</summary>
    public double PerSecond
    {
        get
        {
            lock (gate) return limits.AtOnce / serviceSeconds;
        }
    }

    /// <summary>How long the next one would wait.</summary>
    public TimeSpan EstimatedWait
    {
        get
        {
            lock (gate) return inFlight < limits.AtOnce && waiting.Count == 0 ? TimeSpan.Zero : WaitOf(waiting.Count + 1);
        }
    }

    /// <summary>Whether somebody who came now would be refused. A look, not a promise.</summary>
    public Entry Look(string caller, int mostOfCaller)
    {
        lock (gate) return Judge(caller, mostOfCaller);
    }

    /// <summary>Takes a place, at once or after waiting. Who is admitted has to <see cref="Leave"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller hung up while waiting; nothing is held.</exception>
    public ValueTask<Entry> Enter(string caller, int mostOfCaller, CancellationToken aborted)
    {
        Waiter waiter;
        lock (gate)
        {
            var entry = Judge(caller, mostOfCaller);
            if (entry is not Entry.Admitted) return ValueTask.FromResult(entry);
            byCaller[caller] = byCaller.GetValueOrDefault(caller) + 1;
            if (inFlight < limits.AtOnce && waiting.Count == 0)
            {
                inFlight++;
                return ValueTask.FromResult(Entry.Admitted);
            }

            waiter = new Waiter();
            waiter.Place = waiting.AddLast(waiter);
        }

        return Wait(waiter, caller, aborted);
    }

    /// <summary>Gives the place to who waits longest.</summary>
    /// <param name="caller">As when it was taken.</param>
    /// <param name="took">How long it was held.</param>
    public void Leave(string caller, TimeSpan took)
    {
        lock (gate)
        {
            serviceSeconds += (Math.Max(took.TotalSeconds, 0.0001) - serviceSeconds) * Weight;
            inFlight--;
            Forget(caller);
            while (inFlight < limits.AtOnce && waiting.First is { } next)
            {
                waiting.RemoveFirst();
                inFlight++;
                next.Value.Turn.SetResult();
            }
        }
    }

    private Entry Judge(string caller, int mostOfCaller)
    {
        if (byCaller.GetValueOrDefault(caller) >= mostOfCaller) return Entry.TooManyOfCaller;
        if (inFlight < limits.AtOnce && waiting.Count == 0) return Entry.Admitted;
        return waiting.Count >= limits.Waiting || WaitOf(waiting.Count + 1) > limits.Patience ? Entry.Full : Entry.Admitted;
    }

    private TimeSpan WaitOf(int place) => limits.AtOnce == 0
        ? TimeSpan.MaxValue : TimeSpan.FromSeconds(Math.Min(3600, place * serviceSeconds / limits.AtOnce));

    private async ValueTask<Entry> Wait(Waiter waiter, string caller, CancellationToken aborted)
    {
        try
        {
            await waiter.Turn.Task.WaitAsync(limits.Patience, time, aborted);
            return Entry.Admitted;
        }
        catch (TimeoutException)
        {
            // If there is nothing to abandon, its turn came in that very moment.
            return Abandon(waiter, caller) ? Entry.Full : Entry.Admitted;
        }
        catch (OperationCanceledException)
        {
            if (!Abandon(waiter, caller)) Leave(caller, TimeSpan.FromSeconds(serviceSeconds));
            throw;
        }
    }

    private bool Abandon(Waiter waiter, string caller)
    {
        lock (gate)
        {
            if (waiter.Place!.List is null) return false;
            waiting.Remove(waiter.Place);
            Forget(caller);
            return true;
        }
    }

    private void Forget(string caller)
    {
        if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(byCaller, caller) == 0) byCaller.Remove(caller);
    }

    private sealed class Waiter
    {
        // Those who are served must not run inside the lock of who leaves.
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter>? Place { get; set; }
    }
}
