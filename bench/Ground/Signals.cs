using System.Runtime.InteropServices;

namespace Siskop2mi.Bench.Ground;

/// <summary>Asks a process to end, as an operator does.</summary>
internal static class Signals
{
    private const int SigTerm = 15;

    public static void Terminate(int process) => _ = kill(process, SigTerm);

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);
}
