using Siskop2mi.RehearseRush.Journals;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>What the journal knows after a crash: every sending that may have left, and no more than it says.</summary>
public sealed class SendingJournalTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("siskop2mi-journal-");

    private string File => Path.Combine(folder.FullName, "journal.txt");

    [Fact]
    public async Task A_sending_is_in_the_file_before_it_may_leave()
    {
        await using var journal = new SendingJournal(File);
        await Parallel.ForAsync(0, 500, async (number, _) =>
        {
            var sending = await journal.Intend($"key-{number}", $"orang-{number}.satu", "satu", 1);
            Assert.Contains(JournalReader.Read(File), history => history.Attempts.Single().Sending == sending);
        });
        Assert.All(JournalReader.Read(File), history => Assert.True(history.HasUnknown));
    }

    [Fact]
    public async Task What_was_heard_is_read_back()
    {
        await using (var journal = new SendingJournal(File))
        {
            var first = await journal.Intend("key", "orang.satu", "satu", 1);
            journal.Hear(new Hearing(first.Id, 0, null, null));
            var second = await journal.Intend("key", "orang.satu", "satu", 2);
            journal.Hear(new Hearing(second.Id, 200, null, "JP1-2345-6789"));
            var other = await journal.Intend("key-2", "lain.satu", "satu", 1);
            journal.Hear(new Hearing(other.Id, 409, "quota-exhausted", null));
        }

        var histories = JournalReader.Read(File);
        Assert.Equal(["lain.satu", "orang.satu"], histories.Select(history => history.ApplicationId));
        Assert.True(histories[0] is { IsRefused: true, IsAcknowledged: false, HasUnknown: false });
        Assert.True(histories[1] is { IsRefused: false, IsAcknowledged: true, HasUnknown: true });
        Assert.Equal("JP1-2345-6789", histories[1].Receipts.Single().Hearing!.Reference);
    }

    [Fact]
    public void A_line_that_was_cut_off_is_left_out()
    {
        var history = Assert.Single(JournalReader.Parse("sent\t1\tkey\torang.satu\tsatu\t1\nsent\t2\tkey-2\tlain.sa"));
        Assert.Equal("orang.satu", history.ApplicationId);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
