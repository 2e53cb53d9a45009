using Orleans.Storage;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>Short forms of what tests do with a store.</summary>
internal static class GrainStorageCalls
{
    public static async Task<GrainState<T>> Read<T>(this IGrainStorage storage, string kind, string key)
    {
        var state = new GrainState<T>();
        await storage.ReadStateAsync(kind, GrainId.Create(kind, key), state);
        return state;
    }

    /// <summary>A first write.</summary>
    public static async Task<GrainState<T>> Write<T>(this IGrainStorage storage, string kind, string key, T content)
    {
        var state = new GrainState<T>(content);
        await storage.WriteStateAsync(kind, GrainId.Create(kind, key), state);
        return state;
    }

    /// <summary>A further write, over the version that <paramref name="state"/> holds.</summary>
    public static Task Write<T>(this IGrainStorage storage, string kind, string key, GrainState<T> state, T content)
    {
        state.State = content;
        return storage.WriteStateAsync(kind, GrainId.Create(kind, key), state);
    }
}

/// <summary>Runs something that may fail and gives the failure.</summary>
internal static class Attempt
{
    public static async Task<Exception?> Of(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
