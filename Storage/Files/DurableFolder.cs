using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Siskop2mi.Storage.Files;

/// <summary>Makes names durable: a new file survives a power cut only once the folder that names it is flushed as well.</summary>
internal static class DurableFolder
{
    // O_RDONLY and O_CLOEXEC as Linux numbers them. (O_DIRECTORY, which differs between processors, is not needed.)
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <summary>Makes a folder with its parents, and their names durable.</summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(folder)!;
        Make(parent);
        Directory.CreateDirectory(folder);
        Flush(parent);
    }

    /// <summary>Flushes the names in a folder to disk.</summary>
    public static void Flush(string folder)
    {
        // FileStream refuses folders, and other systems than Linux have no such call.
        if (!OperatingSystem.IsLinux()) return;
        var handle = Open(folder, ReadOnlyCloseOnExec);
        if (handle < 0) throw new IOException($"Cannot open {folder}: {new Win32Exception().Message}");
        try
        {
            if (Fsync(handle) != 0) throw new IOException($"Cannot flush {folder}: {new Win32Exception().Message}");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
