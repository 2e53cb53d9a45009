namespace Siskop2mi.Storage.Files;

/// <summary>
/// A lock between processes: flock(2) on a file. The kernel gives it back when the holder dies, however it dies, and
/// child processes do not inherit it.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(25);
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <summary>Holds the lock beside other shared holders.</summary>
    public static Task<FileLock> ShareAsync(string path, CancellationToken cancellation) => WaitAsync(path, FileShare.Read, cancellation);

    /// <summary>Holds the lock alone.</summary>
    public static Task<FileLock> HoldAsync(string path, CancellationToken cancellation) => WaitAsync(path, FileShare.None, cancellation);

    /// <summary>Holds the lock alone; makes its file when there is none. For short work: the caller's thread waits.</summary>
    public static FileLock Hold(string path)
    {
        while (true)
        {
            if (TryOpen(path, FileShare.None, FileMode.OpenOrCreate) is { } taken) return taken;
            Thread.Sleep(RetryEvery);
        }
    }

    /// <summary>Holds the lock alone, or null when somebody else has it.</summary>
    public static FileLock? TryHold(string path) => TryOpen(path, FileShare.None);

    public void Dispose() => file.Dispose();

    private static async Task<FileLock> WaitAsync(string path, FileShare share, CancellationToken cancellation)
    {
        // .NET offers no blocking flock; a short poll costs nothing beside starting a database.
        while (true)
        {
            if (TryOpen(path, share) is { } taken) return taken;
            await Task.Delay(RetryEvery, cancellation);
        }
    }

    private static FileLock? TryOpen(string path, FileShare share, FileMode mode = FileMode.Open)
    {
        try
        {
            return new FileLock(new FileStream(path, mode, FileAccess.Read, share));
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }
}
