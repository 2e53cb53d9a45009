namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>A bug planted in the sample grains; each must be found.</summary>
public enum SampleDefect
{
    None = 0,

    /// <summary>After a failed write the new state stays in memory, and the activation lives on.</summary>
    StateAheadOfDisk,

    /// <summary>A repeated command is carried out again.</summary>
    NoIdempotencyKey,

    /// <summary>Every tick of a reminder counts as one period.</summary>
    TickTrusted,

    /// <summary>Caller and grain count on holding the same list.</summary>
    SharedByReference,

    /// <summary>The answer leaves before the write is done.</summary>
    AnswerBeforeDurable,

    /// <summary>Points on their way are forgotten when the client gives up: no reminder carries them on.</summary>
    NothingCarriesOn,
}

internal static class SampleCommits
{
    /// <summary>The pattern of every grain: set the next state, write; on failure restore, end the activation, rethrow.</summary>
    public static async Task CommitAsync<T>(this Grain grain, IPersistentState<T> record, T next, SampleDefect defect)
    {
        var before = record.State;
        record.State = next;
        try
        {
            var write = record.WriteStateAsync();
            if (defect is not SampleDefect.AnswerBeforeDurable) await write;
        }
        catch when (defect is not SampleDefect.StateAheadOfDisk)
        {
            record.State = before;
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
