namespace Siskop2mi.GrainHost.Calls;

/// <summary>
/// All calls under way in a host. One sweep a second finds the overdue ones, so that a call costs two short locks instead of
/// a timer. Striped by thread, so that callers seldom meet.
/// </summary>
internal sealed class PendingCalls
{
    private readonly Stripe[] stripes = [.. Enumerable.Range(0, 16).Select(_ => new Stripe())];
    private TaskCompletionSource? drained;

    public int Count => stripes.Sum(stripe => Volatile.Read(ref stripe.Count));

    public void Add(Call call)
    {
        call.PendingStripe = Environment.CurrentManagedThreadId & 15;
        var stripe = stripes[call.PendingStripe];
        lock (stripe.Gate)
        {
            call.PendingAfter = stripe.Head;
            if (stripe.Head is not null) stripe.Head.PendingBefore = call;
            stripe.Head = call;
            stripe.Count++;
        }
    }

    public void Remove(Call call)
    {
        var stripe = stripes[call.PendingStripe];
        lock (stripe.Gate)
        {
            if (call.PendingBefore is { } before) before.PendingAfter = call.PendingAfter;
            else if (stripe.Head == call) stripe.Head = call.PendingAfter;
            else return;
            if (call.PendingAfter is { } after) after.PendingBefore = call.PendingBefore;
            call.PendingBefore = null;
            call.PendingAfter = null;
            stripe.Count--;
        }

        if (Volatile.Read(ref drained) is { } waiting && Count == 0) waiting.TrySetResult();
    }

    /// <summary>Completes when no call is under way. Asked once new calls are refused.</summary>
    public Task WhenNone()
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref drained, source);
        if (Count == 0) source.TrySetResult();
        return source.Task;
    }

    public List<Call> Overdue(long now) => Where(call => call.Deadline <= now);

    public List<Call> All() => Where(static _ => true);

    private List<Call> Where(Func<Call, bool> condition)
    {
        var found = new List<Call>();
        foreach (var stripe in stripes)
        {
            lock (stripe.Gate)
            {
                for (var call = stripe.Head; call is not null; call = call.PendingAfter)
                {
                    if (condition(call)) found.Add(call);
                }
            }
        }

        // Oldest first, whatever thread sent them.
        found.Sort(static (left, right) => left.SentAt.CompareTo(right.SentAt));
        return found;
    }

    private sealed class Stripe
    {
        public readonly Lock Gate = new();
        public Call? Head;
        public int Count;
    }
}
