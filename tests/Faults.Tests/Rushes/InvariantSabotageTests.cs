using Siskop2mi.RehearseRush.Journals;
using Xunit.Abstractions;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>
/// A small rush that went well, broken in one way at a time, in what clients say or in a copy of the database: the checker must
/// say which invariant is broken, and no other.
/// </summary>
public sealed class InvariantSabotageTests(SmallRush rush, ITestOutputHelper output) : IClassFixture<SmallRush>
{
    private const string Position = SmallRush.Position;

    private static readonly Hearing OtherReceipt = new(0, 200, null, "JP1-ABCD-EFGH");
    private static readonly Hearing Refusal = new(0, 409, "quota-exhausted", null);

    private string Sent => rush.Acknowledged.ApplicationId;

    [Fact]
    public void What_went_well_is_clean() => Assert.Empty(rush.Findings);

    [Fact]
    public Task I1_a_receipt_for_what_is_not_there() => Breaks("I1", "written down 0 times", rush.Had(rush.Refused, OtherReceipt));

    [Fact]
    public Task I1_a_sending_written_down_twice() => Breaks(
        "I1", "2 times", rush.Histories, LastEventAgain(Sent, "version", "ordinal + 1"));

    [Fact]
    public Task I1_an_entry_of_the_draw_that_is_lost() => Breaks(
        "I1", "keeps nothing", rush.Histories, $"delete from holding where grain_key = '{SmallRush.Drawn}' and number = 1");

    [Fact]
    public Task I2_a_refusal_of_what_is_there() => Breaks("I2", "was refused and exists", rush.Had(rush.Acknowledged, Refusal));

    [Fact]
    public Task I2_what_nobody_heard_of_exists_twice() => Breaks(
        "I2", "exists 2 times", rush.Had(rush.Acknowledged, null), LastEventAgain(Sent, "version", "ordinal + 1"));

    [Fact]
    public Task I2_what_nobody_sent() => Breaks(
        "I2", "nobody sent it", [.. rush.Histories.Where(one => one != rush.Acknowledged)]);

    [Fact]
    public Task I3_a_place_too_many() => Breaks(
        "I3", "oversold", rush.Histories,
        $"""
        insert into holding select grain_type, grain_key, 'siapa.rusak-1', status, number + 100, attempt, at, until, true
        from holding where grain_key = '{Position}' limit 1
        """);

    [Fact]
    public Task I3_a_place_counted_wrongly() => Breaks(
        "I3", "counts 2", rush.Histories,
        $$"""update vacancy set state = jsonb_set(state, '{taken}', '2') where key = '{{Position}}'""");

    [Fact]
    public Task I4_one_number_for_two() => Breaks(
        "I4", "is the number of", rush.Histories, "drop index application_reference_unique",
        $$"""
        update application set state = jsonb_set(state, '{reference}',
            (select to_jsonb(reference) from application where key = '{{Sent}}'))
        where key = (select max(key) from application where reference is not null)
        """);

    [Fact]
    public Task I4_a_receipt_with_another_number() => Breaks("I4", "a receipt says", rush.Had(rush.Acknowledged, OtherReceipt));

    [Fact]
    public Task I5_two_events_in_one_place() => Breaks("I5", "forked", rush.Histories, LastEventAgain(Position, "version", "ordinal"));

    [Fact]
    public Task I5_a_write_that_is_lost() => Breaks(
        "I5", "stored at version", rush.Histories, $"update vacancy set version = version - 1 where key = '{Position}'");

    [Fact]
    public Task I5_a_version_left_out() => Breaks(
        "I5", "a gap", rush.Histories, LastEventAgain(Position, "version + 2", "0"),
        $"update vacancy set version = version + 2 where key = '{Position}'");

    private async Task Breaks(string invariant, string words, IReadOnlyList<SendingHistory> histories, params string[] statements)
    {
        var findings = await rush.FindIn(histories, statements);
        foreach (var finding in findings) output.WriteLine($"{finding}");
        Assert.Contains(findings, finding => finding.Words.Contains(words, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal(invariant, finding.Invariant));
    }

    private static string LastEventAgain(string grainKey, string version, string ordinal) =>
        $"""
        insert into event (grain_type, grain_key, version, ordinal, type, data, actor, role, process, at, chain, hash)
        select grain_type, grain_key, {version}, {ordinal}, type, data, actor, role, process, at, chain, hash
        from event where grain_key = '{grainKey}' order by version desc, ordinal desc limit 1
        """;
}
