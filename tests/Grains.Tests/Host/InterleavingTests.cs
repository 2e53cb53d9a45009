using Siskop2mi.Grains.Tests.Host.Samples;

namespace Siskop2mi.Grains.Tests.Host;

public sealed class InterleavingTests : ProbeHost
{
    [Fact]
    public async Task Requests_of_a_reentrant_grain_interleave()
    {
        var probe = Host.GetGrain<IReentrantProbeGrain>("r");
        var first = probe.Hold("1");
        var second = probe.Hold("2");
        await Board.Seen("begin 2");
        Board.Open("2");
        await second.WaitAsync(Patience);
        Assert.False(first.IsCompleted);
        Board.Open("1");
        await first.WaitAsync(Patience);
    }

    [Fact]
    public async Task An_always_interleaving_method_runs_beside_anything()
    {
        var writer = ProbeA.Hold("writer");
        var waiting = ProbeA.Hold("waiting");
        var beside = ProbeA.HoldInterleaving("beside");
        await Board.Seen("begin beside");
        Board.Open("beside");
        await beside.WaitAsync(Patience);
        Assert.DoesNotContain("begin waiting", Board.Lines);
        Board.Open("writer");
        Board.Open("waiting");
        await Task.WhenAll(writer, waiting).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_request_starts_beside_an_always_interleaving_one()
    {
        var beside = ProbeA.HoldInterleaving("beside");
        await Board.Seen("begin beside");
        Board.Open("writer");
        await ProbeA.Hold("writer").WaitAsync(Patience);
        Board.Open("beside");
        await beside;
    }

    [Fact]
    public async Task Readers_run_beside_readers_only()
    {
        var reader1 = ProbeA.HoldReading("reader 1");
        var reader2 = ProbeA.HoldReading("reader 2");
        await Board.Seen("begin reader 2");
        var writer = ProbeA.Hold("writer");
        Board.Open("reader 1");
        await reader1.WaitAsync(Patience);
        await ProbeA.HoldInterleaving(Opened("marker")).WaitAsync(Patience);
        Assert.DoesNotContain("begin writer", Board.Lines);
        Board.Open("reader 2");
        await Board.Seen("begin writer");

        var reader3 = ProbeA.HoldReading("reader 3");
        await ProbeA.HoldInterleaving(Opened("marker 2")).WaitAsync(Patience);
        Assert.DoesNotContain("begin reader 3", Board.Lines);
        Board.Open("writer");
        Board.Open("reader 3");
        await Task.WhenAll(reader2, writer, reader3).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_reader_called_back_by_a_reader_does_not_wait_for_a_waiting_writer()
    {
        var outer = ProbeA.HoldReading("outer");
        await Board.Seen("begin outer");
        var writer = ProbeA.Hold("writer");
        Board.Open("inner");
        await ProbeA.HoldReading("inner").WaitAsync(Patience);
        Board.Open("outer");
        Board.Open("writer");
        await Task.WhenAll(outer, writer).WaitAsync(Patience);
    }

    private string Opened(string gate)
    {
        Board.Open(gate);
        return gate;
    }
}
