using Npgsql;
using Siskop2mi.RehearseRush.Journals;

namespace Siskop2mi.RehearseRush.Checks;

/// <summary>Holds a journal against the database.</summary>
internal static class RushChecker
{
    /// <summary>What is wrong with some vacancies after the rush on them; empty when nothing is.</summary>
    public static async Task<IReadOnlyList<Finding>> Check(
        NpgsqlDataSource database, IReadOnlyList<SendingHistory> histories, IEnumerable<string> vacancies)
    {
        var rows = await RushRows.Read(database, [.. vacancies], [.. histories.Select(history => history.ApplicationId)]);
        return [.. new RushInvariants(histories, rows).All()];
    }
}
