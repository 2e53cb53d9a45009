using Siskop2mi.GrainHost.Activations;

namespace Siskop2mi.GrainHost.Calls;

/// <summary>Calls in front of an activation, oldest first. Touched only in turns of that activation.</summary>
internal sealed class CallQueue
{
    private Call? head;
    private Call? tail;

    private int interleaving;

    public int Count { get; private set; }

    /// <summary>Whether a call waits that may interleave with anything.</summary>
    public bool HoldsInterleaving => interleaving > 0;

    public void Add(Call call)
    {
        call.Behind = null;
        if (tail is null) head = call;
        else tail.Behind = call;
        tail = call;
        Count++;
        if (call.Method.AlwaysInterleave) interleaving++;
    }

    /// <summary>
    /// Takes the oldest call that may start. Looks past the head only when <paramref name="pastHead"/>: then a call that may
    /// interleave goes before one that may not, as it would have on arrival.
    /// </summary>
    public Call? TakeFirst(Activation activation, bool pastHead)
    {
        Call? before = null;
        for (var call = head; call is not null; before = call, call = call.Behind)
        {
            if (activation.MayStart(call))
            {
                Unlink(before, call);
                return call;
            }

            if (!pastHead) return null;
        }

        return null;
    }

    public bool Remove(Call sought)
    {
        Call? before = null;
        for (var call = head; call is not null; before = call, call = call.Behind)
        {
            if (call != sought) continue;
            Unlink(before, call);
            return true;
        }

        return false;
    }

    public List<Call> TakeAll()
    {
        var all = new List<Call>(Count);
        while (head is { } call)
        {
            all.Add(call);
            Unlink(null, call);
        }

        return all;
    }

    private void Unlink(Call? before, Call call)
    {
        if (before is null) head = call.Behind;
        else before.Behind = call.Behind;
        if (tail == call) tail = before;
        call.Behind = null;
        Count--;
        if (call.Method.AlwaysInterleave) interleaving--;
    }
}
