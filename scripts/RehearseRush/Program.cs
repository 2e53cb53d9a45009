using System.Runtime.InteropServices;
using Siskop2mi.RehearseRush.Rehearsals;
using Siskop2mi.Storage.Embedded;

if (RehearsalOrder.TryParse(args) is not { } order)
{
    Console.Error.WriteLine(RehearsalOrder.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await new Rehearsal(order, TimeProvider.System).Hold(stop.Token);
}
catch (Exception expected) when (expected is RehearsalException or EmbeddedPostgresException or Npgsql.NpgsqlException)
{
    Console.Error.WriteLine(expected.Message);
    return 1;
}

// Only in order: else database and people of the rehearsal would stay until the next one.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    Console.Error.WriteLine("Clearing up; this takes up to half a minute.");
    stop.Cancel();
}
