namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>One row of the list of bad inputs: what is sent, what must come back, and where that is proved.</summary>
/// <param name="Number">Its number in the list; never given to another row.</param>
/// <param name="Input">What is sent, in words.</param>
/// <param name="Answers">Every answer the row allows; each sending names the one it must get.</param>
internal sealed record BadInputRow(int Number, string Input, params Answer[] Answers)
{
    /// <summary>The inputs themselves; none when the row is proved elsewhere or does not apply yet.</summary>
    public Func<Stage, Task<IReadOnlyList<Sending>>>? Examples { get; init; }

    /// <summary>One more input of the same sort, by a seed. The word is one nobody ever wrote; it must not be repeated.</summary>
    public Func<Stage, Random, string, Sending>? Variant { get; init; }

    /// <summary>The test classes that prove the row.</summary>
    public IReadOnlyList<Type> ProvedBy { get; init; } = [];

    /// <summary>Why the answer is this one, or why there is none yet.</summary>
    public string Remark { get; init; } = "";

    /// <summary>The events that a refused request leaves all the same, such as a failed log-in.</summary>
    public IReadOnlyList<string> Leaves { get; init; } = [];

    /// <summary>For rows whose inputs need nothing made beforehand.</summary>
    public BadInputRow Of(Func<Stage, IEnumerable<Sending>> examples, Func<Stage, Random, string, Sending>? variant = null) =>
        Of(stage => Task.FromResult(examples(stage)), variant);

    /// <summary>For rows whose inputs need something made beforehand.</summary>
    public BadInputRow Of(Func<Stage, Task<IEnumerable<Sending>>> examples, Func<Stage, Random, string, Sending>? variant = null) =>
        this with { Examples = async stage => [.. await examples(stage)], Variant = variant };

    /// <summary>For rows that other tests prove.</summary>
    public BadInputRow By(params Type[] tests) => this with { ProvedBy = tests };
}

/// <summary>A status and the code of the problem; without a code the answer has no problem in it.</summary>
internal sealed record Answer(int Status, string? Code = null)
{
    public override string ToString() => Code is null ? $"{Status}" : $"{Status} `{Code}`";
}

/// <summary>One request and what must come of it.</summary>
/// <param name="By">Who sends it.</param>
/// <param name="Path">Where to.</param>
internal sealed record Sending(Support.Caller By, string Path)
{
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Makes the body: a body can be sent only once.</summary>
    public Func<HttpContent>? Content { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The whole request as bytes on a connection of its own, for what no HTTP client sends.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>The answer it must get; the row's only one unless named.</summary>
    public Answer? Answer { get; init; }

    /// <summary>What must come back neither in the answer nor in the log.</summary>
    public IReadOnlyList<string> Unspoken { get; init; } = [];

    /// <summary>What else must hold of the answer.</summary>
    public Func<Support.Reply, Task>? Check { get; init; }

    /// <summary>Says which one it was, when it goes wrong.</summary>
    public string Note { get; init; } = "";
}
