namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Counts how many are still in line before a place, in the logarithm of the line's length (a Fenwick tree over the places handed
/// out). Places are handed out in order and used up; then those still held are numbered anew, in their order.
/// </summary>
/// <param name="most">Most places held at the same time.</param>
internal sealed class LivePlaces(int most)
{
    private readonly int[] tree = new int[(2 * most) + 1];
    private int next;

    /// <summary>Whether no place is left without numbering anew.</summary>
    public bool IsUsedUp => next == tree.Length - 1;

    /// <summary>The next place, at the end.</summary>
    public int Take()
    {
        Add(next, 1);
        return next++;
    }

    /// <summary>Gives a place up.</summary>
    public void Release(int place) => Add(place, -1);

    /// <summary>Places before this one that are held.</summary>
    public int CountBefore(int place)
    {
        var count = 0;
        for (var i = place; i > 0; i -= i & -i) count += tree[i];
        return count;
    }

    /// <summary>Gives those who hold a place new ones in the same order.</summary>
    public void Renumber(IEnumerable<Ticket> holders)
    {
        var inOrder = holders.OrderBy(holder => holder.Place).ToList();
        Array.Clear(tree);
        next = 0;
        foreach (var holder in inOrder) holder.Place = Take();
    }

    private void Add(int place, int count)
    {
        for (var i = place + 1; i < tree.Length; i += i & -i) tree[i] += count;
    }
}
