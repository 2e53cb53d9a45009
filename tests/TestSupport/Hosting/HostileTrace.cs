namespace Siskop2mi.TestSupport.Hosting;

/// <summary>What happened in a run: a hash of all of it, and the last lines for people.</summary>
public sealed class HostileTrace
{
    private const int Kept = 40;

    private readonly Queue<string> tail = new();

    /// <summary>Hash of everything so far (FNV-1a); equal for equal runs.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>The last lines.</summary>
    public IEnumerable<string> Tail => tail;

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        foreach (var letter in line) Mix(letter);
        if (tail.Count == Kept) tail.Dequeue();
        tail.Enqueue(line);
    }

    /// <summary>Adds a number to the hash only.</summary>
    public void Mix(ulong value) => Hash = (Hash ^ value) * 1099511628211;
}
