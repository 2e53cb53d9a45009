namespace Siskop2mi.Silo;

/// <summary>What the lifecycle asks of the grain runtime, whichever it is.</summary>
internal interface INodeGrains
{
    /// <summary>Whether nodes serve side by side; if not, only the holder of the lease does.</summary>
    bool EveryNodeServes { get; }

    /// <summary>Grains may be called from now on.</summary>
    Task Open(CancellationToken cancellationToken);

    /// <summary>Lets running calls end, then puts every activation away.</summary>
    Task Close(TimeSpan drainTime);

    /// <summary>Puts every activation away at once: the lease is lost and what they hold may be stale.</summary>
    void Drop();
}
