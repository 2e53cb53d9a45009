using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Siskop2mi.Storage.Embedded;

/// <summary>The few system calls that .NET does not offer.</summary>
internal static class Posix
{
    public const int Interrupt = 2;
    public const int Quit = 3;

    /// <summary>Sends a signal; false when there is no such process any more.</summary>
    public static bool Kill(int process, int signal) => NativeKill(process, signal) == 0;

    public static void GiveTo(string path, uint user, uint group)
    {
        if (NativeChown(path, user, group) != 0)
            throw new EmbeddedPostgresException($"Cannot give {path} to user {user}: {new Win32Exception().Message}");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);

    [DllImport("libc", EntryPoint = "chown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeChown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint user, uint group);
}
