using System.Text;
using Siskop2mi.WebApi.Node;

namespace Siskop2mi.WebApi.Tests.Node;

public sealed class SteadyOutputTests
{
    private readonly MemoryStream output = new();

    private string Written
    {
        get
        {
            lock (output) return Encoding.UTF8.GetString(output.ToArray());
        }
    }

    [Fact]
    public async Task What_is_written_arrives_by_itself_and_whole()
    {
        using var steady = new SteadyOutput(new Locked(output));
        steady.Writer.WriteLine("satu, dua: ≥ tiga");
        await Until(() => Written == "satu, dua: ≥ tiga\n");
    }

    [Fact]
    public void Nothing_is_left_behind_at_the_end()
    {
        using (var steady = new SteadyOutput(new Locked(output)))
            Parallel.For(0, 1_000, number => steady.Writer.WriteLine($"baris {number}"));
        Assert.Equal(Enumerable.Range(0, 1_000).Select(number => $"baris {number}").Order(),
            Written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task A_full_disk_costs_the_log_and_nothing_else()
    {
        var disk = new Locked(output) { IsFull = true };
        using var steady = new SteadyOutput(disk);
        for (var number = 0; number < 10_000; number++) steady.Writer.WriteLine($"hilang {number}");
        await Until(() => disk.Refused > 1);
        steady.Writer.Flush();
        disk.IsFull = false;
        steady.Writer.WriteLine("lagi");
        await Until(() => Written == "lagi\n");
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition()) await Task.Delay(10, limit.Token);
    }

    private sealed class Locked(MemoryStream inner) : MemoryStream
    {
        private int refused;

        public bool IsFull { get; set; }

        public int Refused => refused;

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (IsFull) Interlocked.Increment(ref refused);
            if (IsFull) throw new IOException("No space left on device");
            lock (inner) inner.Write(buffer, offset, count);
        }
    }
}
