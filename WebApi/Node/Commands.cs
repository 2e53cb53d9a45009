using Npgsql;
using Siskop2mi.Storage.Audit;
using Siskop2mi.Storage.Migrations;

namespace Siskop2mi.WebApi.Node;

/// <summary>Commands for operators, usable beside a running server. They print for people; exit code 0 is "in order".</summary>
internal static class Commands
{
    public static async Task<int> Run(CommandLine commandLine)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(commandLine.Configuration).Build();
        await using var ground = await Ground.Prepare(configuration, CancellationToken.None);
        await using var database = NpgsqlDataSource.Create(ground.Node.ConnectionString);
        return commandLine.Command switch
        {
            "verify-audit" => await VerifyAudit(ground, database),
            "migrate" => await Migrate(database),
            _ => throw new InvalidOperationException($"Command {commandLine.Command} has no code."),
        };
    }

    private static async Task<int> VerifyAudit(Ground ground, NpgsqlDataSource database)
    {
        var file = File.Exists(ground.Node.CheckpointsFile) ? ground.Node.CheckpointsFile : null;
        var report = await AuditVerifier.VerifyAsync(database, file, ground.Keys.CheckpointKey);
        Console.WriteLine($"{report.Rows} events, {report.Links} links in {report.Chains} chains, {report.Checkpoints} signed checkpoints.");
        foreach (var fault in report.Faults) Console.WriteLine($"FAULT {fault.Kind} at {fault.Where}: {fault.Words}");
        Console.WriteLine(report.IsClean ? "The audit trail is clean." : $"{report.FaultCount} faults: the audit trail was tampered with or damaged.");
        return report.IsClean ? 0 : 1;
    }

    private static async Task<int> Migrate(NpgsqlDataSource database)
    {
        await MigrationRunner.ApplyAsync(database, CancellationToken.None);
        Console.WriteLine("The database is up to date.");
        return 0;
    }
}
