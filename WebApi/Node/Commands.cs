using Siskop2mi.Storage;
using Siskop2mi.Storage.Blobs;

namespace Siskop2mi.WebApi.Node;

/// <summary>Commands for operators, usable beside a running server. They print for people; exit code 0 is "in order".</summary>
internal static class Commands
{
    public static async Task<int> Run(CommandLine commandLine)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(commandLine.Configuration).Build();
        await using var ground = await Ground.Prepare(configuration, CancellationToken.None);
        var database = Database.Open(ground.Node.ConnectionString);
        return commandLine.Command switch
        {
            "verify-audit" => await VerifyAudit(ground, database),
            "rotate-keys" => await RotateKeys(ground, database),
            "rotate-letter-key" => await RotateLetterKey(ground, database),
            "migrate" => await Migrate(database),
            "appoint-admin" => await AppointAdmin(ground, commandLine),
            _ => throw new InvalidOperationException($"Command {commandLine.Command} has no code."),
        };
    }

    private static async Task<int> VerifyAudit(Ground ground, Database database)
    {
        var report = await database.VerifyAuditAsync(ground.Node.CheckpointsFile, ground.Keys);
        Console.WriteLine(
            $"{report.Rows} events, {report.Links} links in {report.Chains} chains, {report.Checkpoints} signed checkpoints.");
        foreach (var fault in report.Faults) Console.WriteLine($"FAULT {fault.Kind} at {fault.Where}: {fault.Words}");
        Console.WriteLine(
            report.IsClean ? "The audit trail is clean." : $"{report.FaultCount} faults: the audit trail was tampered with or damaged.");
        return report.IsClean ? 0 : 1;
    }

    private static async Task<int> RotateKeys(Ground ground, Database database)
    {
        var report = await database.RotateKeysAsync(ground.Keys, ground.KeyFile);
        var files = await new FileSystemBlobStore(ground.Node.BlobDirectory, ground.Keys).ResealAsync();
        Console.WriteLine(
            $"Key {report.NewKeyId} writes now; {report.Values} values in {report.Rewritten} states and {files} files were sealed anew.");
        Console.WriteLine("Older keys stay in the ring for backups made before today. Back up the key file now, apart from the database.");
        return 0;
    }

    // A day ahead, so that everybody who keeps a copy of the published keys has it before the first letter it signs.
    private static async Task<int> RotateLetterKey(Ground ground, Database database)
    {
        await database.PrepareAsync(CancellationToken.None);
        var kid = await database.AddLetterKeyAsync(ground.Keys, TimeProvider.System.GetUtcNow().AddDays(1));
        Console.WriteLine($"Letter key {kid} is published now and signs in 24 hours. "
            + "Older keys stay published: letters they signed are valid.");
        return 0;
    }

    private static async Task<int> Migrate(Database database)
    {
        await database.PrepareAsync(CancellationToken.None);
        Console.WriteLine("The database is up to date.");
        return 0;
    }

    private static async Task<int> AppointAdmin(Ground ground, CommandLine commandLine)
    {
        Console.WriteLine(await FirstAdmin.Appoint(ground, commandLine.Operands[0], commandLine.Operands[1]));
        return 0;
    }
}
