namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>The tree of pages (ISO 32000-1, 7.7.3).</summary>
internal sealed class PdfPages(PdfObjects objects)
{
    private readonly HashSet<PdfObject> branches = [];
    private int pages;

    /// <summary>Refuses a document without a page, with too many, or whose tree never ends.</summary>
    public void Require(PdfObject catalogue)
    {
        if (!catalogue.Values.TryGetValue("Pages", out var number) || objects.Find(number) is not { } root)
            throw FileInspector.Unreadable();
        Walk(root, depth: 0);
        if (pages == 0) throw FileInspector.Unreadable();
    }

    private void Walk(PdfObject node, int depth)
    {
        if (!node.HasKids)
        {
            if (node.Type == "Page" && ++pages > PdfLimits.MaxPages) throw PdfLimits.Exceeded();
            return;
        }

        // A branch that is met twice is a loop, or grows like one.
        if (depth > PdfLimits.MaxDepth || !branches.Add(node)) throw PdfLimits.Exceeded();
        foreach (var kid in KidsOf(node))
        {
            if (objects.Find(kid) is { } found) Walk(found, depth + 1);
        }
    }

    private IEnumerable<int> KidsOf(PdfObject node) =>
        node.Values.TryGetValue("Kids", out var list) ? objects.Find(list)?.Kids ?? [] : node.Kids;
}
