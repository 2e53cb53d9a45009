namespace Siskop2mi.Storage.Migrations;

/// <summary>What the database remembers of a file.</summary>
internal sealed record AppliedMigration(int Number, string Name, string Checksum);

/// <summary>Compares what was applied with what the program brings.</summary>
internal static class MigrationHistory
{
    public static void RefuseMismatch(IReadOnlyDictionary<int, AppliedMigration> applied, IReadOnlyList<MigrationFile> files)
    {
        var newestKnown = files.Count == 0 ? 0 : files.Max(file => file.Number);
        var newestApplied = applied.Count == 0 ? 0 : applied.Keys.Max();
        if (newestApplied > newestKnown)
        {
            throw new MigrationException(
                $"The database is newer than this program: it is at migration {newestApplied:0000}_{applied[newestApplied].Name}, "
                + $"the program knows them up to {newestKnown:0000}. Start the newer program.");
        }

        var known = files.ToDictionary(file => file.Number);
        foreach (var step in applied.Values.OrderBy(step => step.Number)) RefuseChange(step, known.GetValueOrDefault(step.Number));
        if (files.FirstOrDefault(file => file.Number < newestApplied && !applied.ContainsKey(file.Number)) is { } late)
        {
            throw new MigrationException(
                $"Migration {late.FileName} comes too late: {newestApplied:0000}_{applied[newestApplied].Name} was applied without it. "
                + "Give it the next free number.");
        }
    }

    private static void RefuseChange(AppliedMigration step, MigrationFile? file)
    {
        if (file is null)
            throw new MigrationException(
                $"Migration {step.Number:0000}_{step.Name} was applied to the database but is missing in this program.");
        if (file.Checksum != step.Checksum)
            throw new MigrationException(
                $"Migration {file.FileName} was changed after it was applied. Put it back and add a new file instead.");
    }
}
