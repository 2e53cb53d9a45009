using Orleans.Runtime;

namespace Orleans.Core
{
    /// <summary>A stored record, without its type.</summary>
    public interface IStorage
    {
        /// <summary>The version last read or written; null when there is no record.</summary>
        string? Etag { get; }

        /// <summary>Whether the store has the record.</summary>
        bool RecordExists { get; }

        /// <summary>Removes the record.</summary>
        Task ClearStateAsync();

        /// <summary>Writes the state as it is now. <see cref="Orleans.Storage.InconsistentStateException"/> when it is stale.</summary>
        Task WriteStateAsync();

        /// <summary>Reads the record again, dropping what is in memory.</summary>
        Task ReadStateAsync();

        /// <inheritdoc cref="ClearStateAsync()" />
        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        /// <inheritdoc cref="WriteStateAsync()" />
        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        /// <inheritdoc cref="ReadStateAsync()" />
        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <summary>A stored record.</summary>
    public interface IStorage<TState> : IStorage
    {
        /// <summary>The state in memory; a new <typeparamref name="TState"/> when there is no record.</summary>
        TState State { get; set; }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A grain's stored state, injected into its constructor and read before <see cref="IGrainBase.OnActivateAsync"/>.</summary>
    public interface IPersistentState<TState> : Orleans.Core.IStorage<TState>;

    /// <summary>Says which stored state a constructor parameter is.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        /// <summary>Name of the state within its grain kind.</summary>
        public string StateName { get; } = stateName;

        /// <summary>Name under which the store is registered.</summary>
        public string? StorageName { get; } = storageName;
    }
}

namespace Orleans
{
    /// <summary>A state on its way between grain and store.</summary>
    public interface IGrainState<T>
    {
        /// <summary>The state.</summary>
        T? State { get; set; }

        /// <summary>Its version.</summary>
        string? ETag { get; set; }

        /// <summary>Whether the store has it.</summary>
        bool RecordExists { get; set; }
    }

    /// <inheritdoc />
    public sealed class GrainState<T> : IGrainState<T>
    {
        public GrainState() { }

        public GrainState(T? state) => State = state;

        public GrainState(T? state, string? eTag)
        {
            State = state;
            ETag = eTag;
        }

        /// <inheritdoc />
        public T? State { get; set; }

        /// <inheritdoc />
        public string? ETag { get; set; }

        /// <inheritdoc />
        public bool RecordExists { get; set; }
    }
}

namespace Orleans.Storage
{
    /// <summary>A store of grain states. Registered as a keyed singleton under the storage name.</summary>
    public interface IGrainStorage
    {
        /// <summary>Fills <paramref name="grainState"/> from the store.</summary>
        Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>
        /// Writes if the version still is <paramref name="grainState"/>'s; else <see cref="InconsistentStateException"/>.
        /// </summary>
        Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

        /// <summary>
        /// Removes if the version still is <paramref name="grainState"/>'s; else <see cref="InconsistentStateException"/>.
        /// </summary>
        Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
    }

    /// <summary>The record changed since it was read: somebody else wrote it.</summary>
    public class InconsistentStateException : OrleansException
    {
        public InconsistentStateException() { }

        public InconsistentStateException(string message) : base(message) { }

        public InconsistentStateException(string message, Exception innerException) : base(message, innerException) { }

        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : base(errorMsg)
        {
            StoredEtag = storedEtag;
            CurrentEtag = currentEtag;
        }

        /// <summary>The version in the store, if known.</summary>
        public string? StoredEtag { get; }

        /// <summary>The version the writer held.</summary>
        public string? CurrentEtag { get; }
    }
}
