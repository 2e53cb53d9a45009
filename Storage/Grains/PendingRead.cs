namespace Siskop2mi.Storage.Grains;

/// <summary>A row as it is stored; version 0 when there is none, no content when it was cleared.</summary>
internal readonly record struct StoredRow(long Version, byte[]? Content);

/// <summary>One read on its way.</summary>
internal sealed class PendingRead(GrainTable table, string key)
{
    private readonly TaskCompletionSource<StoredRow> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainTable Table => table;

    public string Key => key;

    public Task<StoredRow> Done => done.Task;

    public void Found(StoredRow row) => done.TrySetResult(row);

    public void Failed(Exception failure) => done.TrySetException(failure);
}
