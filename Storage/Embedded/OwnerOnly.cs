namespace Siskop2mi.Storage.Embedded;

// Linux only: EmbeddedPostgres.StartAsync turns other systems away before anything here is reached.
#pragma warning disable CA1416

/// <summary>Files and folders that nobody but their owner may open.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;

    public static void MakeFolder(string folder)
    {
        Directory.CreateDirectory(folder, FolderMode700);
        // Also proves that a folder which was there is ours: changing another user's is refused.
        File.SetUnixFileMode(folder, FolderMode700);
    }

    /// <summary>Opens a new or existing file for writing; a new one gets mode 0600.</summary>
    public static FileStream OpenFile(string path, FileMode mode, FileShare share = FileShare.None) => new(path, new FileStreamOptions
    {
        Mode = mode,
        Access = FileAccess.Write,
        Share = share,
        UnixCreateMode = FileMode600,
    });
}
