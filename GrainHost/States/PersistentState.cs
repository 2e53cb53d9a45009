using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Siskop2mi.GrainHost.Activations;

namespace Siskop2mi.GrainHost.States;

/// <summary>What an activation reads before its grain sees a call.</summary>
internal interface IActivationState
{
    Task ReadStateAsync();
}

/// <summary>A grain's stored state, bound to its store and its activation.</summary>
internal sealed class PersistentState<T>(Activation activation, string name, IGrainStorage storage) : IPersistentState<T>, IActivationState
{
    private readonly GrainState<T> record = new(Activator.CreateInstance<T>());

    public T State
    {
        get => record.State!;
        set => record.State = value;
    }

    public string? Etag => record.ETag;

    public bool RecordExists => record.RecordExists;

    public async Task ReadStateAsync()
    {
        activation.RefuseWhenDropped();
        await storage.ReadStateAsync(name, activation.GrainId, record);
        FillEmpty();
    }

    public async Task WriteStateAsync()
    {
        activation.RefuseWhenDropped();
        try
        {
            await storage.WriteStateAsync(name, activation.GrainId, record);
        }
        catch (InconsistentStateException conflict)
        {
            activation.Conflict = conflict;
            throw;
        }
    }

    public async Task ClearStateAsync()
    {
        activation.RefuseWhenDropped();
        try
        {
            await storage.ClearStateAsync(name, activation.GrainId, record);
        }
        catch (InconsistentStateException conflict)
        {
            activation.Conflict = conflict;
            throw;
        }

        record.RecordExists = false;
        record.State = Activator.CreateInstance<T>();
    }

    private void FillEmpty()
    {
        if (!record.RecordExists || record.State is null) record.State = Activator.CreateInstance<T>();
    }
}
