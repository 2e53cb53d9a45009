using System.Globalization;

namespace Siskop2mi.RehearseRush.Journals;

/// <summary>Reads a journal into what is known of each application.</summary>
internal static class JournalReader
{
    public static IReadOnlyList<SendingHistory> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>The histories, by application. A last line that was cut off never let a request leave: it is left out.</summary>
    public static IReadOnlyList<SendingHistory> Parse(string text)
    {
        Dictionary<long, Sending> sendings = [];
        Dictionary<long, Hearing> hearings = [];
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('\t');
            if (fields[0] == SendingJournal.Sent) Add(sendings, Sending(fields));
            else hearings[Whole(fields[1])] = Hearing(fields);
        }

        return [.. sendings.Values
            .Select(sending => new Attempt(sending, hearings.GetValueOrDefault(sending.Id)))
            .GroupBy(attempt => attempt.Sending.ApplicationId, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SendingHistory(group.Key, group.First().Sending.VacancyId, [.. group]))];
    }

    private static void Add(Dictionary<long, Sending> sendings, Sending sending) => sendings.Add(sending.Id, sending);

    private static Sending Sending(string[] fields) => new(Whole(fields[1]), fields[2], fields[3], fields[4], (int)Whole(fields[5]));

    private static Hearing Hearing(string[] fields) => new(Whole(fields[1]), (int)Whole(fields[2]), Text(fields[3]), Text(fields[4]));

    private static long Whole(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static string? Text(string field) => field == SendingJournal.Nothing ? null : field;
}
