namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>What we need to know of an object of a PDF; the rest of it is only looked through.</summary>
internal sealed class PdfObject
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    /// <summary>Its number; -1 when it has none that could be read.</summary>
    public int Number { get; init; } = -1;

    /// <summary>Where it stands in the file; of two with one number the later one counts.</summary>
    public int Position { get; init; }

    public string? Type { get; private set; }

    /// <summary>/S of an action.</summary>
    public string? Action { get; private set; }

    /// <summary>Names under /Filter, in order; <c>?</c> for one we cannot tell.</summary>
    public List<string> Filters { get; } = [];

    /// <summary>Objects named in /Kids, or in the object itself when it is an array.</summary>
    public List<int> Kids { get; } = [];

    /// <summary>Whole numbers and references by key: /N, /First, /Prev, /Root, /Pages, /OpenAction, /Kids.</summary>
    public Dictionary<string, int> Values { get; } = new(StringComparer.Ordinal);

    public bool IsEncrypted { get; private set; }

    /// <summary>Whether unpacking it takes more than its filters.</summary>
    public bool HasParameters { get; private set; }

    public bool HasKids { get; private set; }

    /// <summary>Where the content of the stream begins; -1 when it is none.</summary>
    public int StreamAt { get; set; } = -1;

    public bool IsObjectStream => StreamAt >= 0 && (Type == "ObjStm" || (Values.ContainsKey("N") && Values.ContainsKey("First")));

    /// <summary>A key on the outermost level. Two of one kind would let two readers see two different things.</summary>
    public void OnKey(string key)
    {
        HasKids |= key == "Kids";
        if (key is "Filter" or "N" or "First" or "Encrypt" && !keys.Add(key)) throw FileInspector.Unreadable();
    }

    public void OnName(string key, string name)
    {
        if (key == "Type") Type = name;
        else if (key == "S") Action = name;
        else if (key is "Filter") Filters.Add(name);
    }

    public void OnNumber(string key, int number) => Values.TryAdd(key, number);

    public void OnReference(string key, int number)
    {
        if (key == "Filter") Filters.Add("?");
        if (key == "Encrypt") IsEncrypted = true;
        if (key is "DecodeParms" or "DP") HasParameters = true;
        // A stream of objects says its numbers itself.
        Values[key] = key is "N" or "First" ? -1 : number;
    }

    /// <summary>A dictionary or an array as a value.</summary>
    public void OnNested(string key)
    {
        if (key == "Encrypt") IsEncrypted = true;
        if (key is "DecodeParms" or "DP") HasParameters = true;
    }
}
