namespace Siskop2mi.RehearseRush.Journals;

/// <summary>A client is about to send an application.</summary>
/// <param name="Id">Number of the sending in its journal.</param>
/// <param name="Key">The client's idempotency key.</param>
/// <param name="ApplicationId">What is sent.</param>
/// <param name="VacancyId">Where to.</param>
/// <param name="Attempt">1 for the first time with this key.</param>
internal sealed record Sending(long Id, string Key, string ApplicationId, string VacancyId, int Attempt);

/// <summary>What a client heard of a sending.</summary>
/// <param name="Id">The sending.</param>
/// <param name="Status">HTTP status; 0 when no answer came.</param>
/// <param name="Code">Code of the problem, or null.</param>
/// <param name="Reference">Registration number of the receipt, or null.</param>
internal sealed record Hearing(long Id, int Status, string? Code, string? Reference)
{
    /// <summary>The server said that it has the application.</summary>
    public bool IsReceipt => Status == 200;

    /// <summary>The server said that it does not have it and why. Anything else leaves open what became of the sending.</summary>
    public bool IsRefusal => Status is >= 400 and < 500 and not (408 or 429);

    public bool IsFinal => IsReceipt || IsRefusal;
}

/// <summary>A sending and what was heard of it; null when nothing was.</summary>
internal sealed record Attempt(Sending Sending, Hearing? Hearing);

/// <summary>All that clients know of one application.</summary>
internal sealed record SendingHistory(string ApplicationId, string VacancyId, IReadOnlyList<Attempt> Attempts)
{
    public IEnumerable<Attempt> Receipts => Attempts.Where(attempt => attempt.Hearing is { IsReceipt: true });

    public bool IsAcknowledged => Receipts.Any();

    /// <summary>Every sending was refused: there is no doubt that nothing was taken.</summary>
    public bool IsRefused => Attempts.All(attempt => attempt.Hearing is { IsRefusal: true });

    public bool HasUnknown => Attempts.Any(attempt => attempt.Hearing is not { IsFinal: true });
}
