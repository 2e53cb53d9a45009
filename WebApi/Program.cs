using Siskop2mi.Silo.ReferenceData;
using Siskop2mi.Storage;
using Siskop2mi.Storage.Embedded;
using Siskop2mi.Storage.Grains;
using Siskop2mi.Storage.Migrations;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.WebApi.Node;

if (CommandLine.TryParse(args, out var problem) is not { } commandLine)
{
    Console.Error.WriteLine(problem);
    return 2;
}

try
{
    return commandLine.Command is "serve" ? await Server.Run(commandLine) : await Commands.Run(commandLine);
}
catch (Exception expected) when (expected is EmbeddedPostgresException or UnsafeServerException or DatabaseAwayException
    or MigrationException or BusyPortException or NodeFailedException or KeyRotationException
    or RegionsMissingException or FirstAdminException)
{
    // Something a person can mend: the message says what, a stack trace would not help.
    Console.Error.WriteLine(expected.Message);
    return 1;
}
