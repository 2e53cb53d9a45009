using Orleans.Concurrency;

namespace Siskop2mi.Bench.Notes;

/// <summary>A dossier of 1.5 KB as benches write and read it; a kind of grain that only they have.</summary>
public interface INoteGrain : IGrainWithStringKey
{
    /// <summary>Changes the state, durable with one event; gives how often it was changed.</summary>
    Task<int> Change(int number);

    /// <summary>How often it was changed.</summary>
    [ReadOnly]
    Task<NoteView> Read();
}

/// <summary>What a reader sees of a note.</summary>
public sealed record NoteView(string Status, int Revision);
