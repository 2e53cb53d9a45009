using System.Text;

namespace Siskop2mi.WebApi.Node;

/// <summary>
/// Standard output that is passed on twenty times a second. In a rush thousands of requests are logged every second; written one by
/// one, each line is a call of the operating system. Who kills the process loses what was written in the last twentieth of a second;
/// standard error, where it says why it could not go on, is never held back. What cannot be written, because the disk is full or
/// nobody reads any more, is dropped: a log is no reason to stop serving.
/// </summary>
internal sealed class SteadyOutput : IDisposable
{
    private const int Characters = 32 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ManualResetEventSlim over = new();
    private readonly Thread thread;

    private TextWriter? original;

    public SteadyOutput(Stream output)
    {
        Writer = TextWriter.Synchronized(
            new StreamWriter(new Forgiving(output), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Characters, leaveOpen: true));
        // A thread of its own: it may wait long for a reader who is slow.
        thread = new Thread(PassOn) { IsBackground = true, Name = "Standard output" };
        thread.Start();
        AppDomain.CurrentDomain.ProcessExit += Flush;
    }

    /// <summary>May be used by many at once.</summary>
    public TextWriter Writer { get; }

    /// <summary>Takes the place of the console's output until it is disposed. Before anything keeps a reference to that.</summary>
    public static SteadyOutput OfConsole()
    {
        var steady = new SteadyOutput(Console.OpenStandardOutput()) { original = Console.Out };
        Console.SetOut(steady.Writer);
        return steady;
    }

    public void Dispose()
    {
        if (original is not null) Console.SetOut(original);
        over.Set();
        thread.Join();
        AppDomain.CurrentDomain.ProcessExit -= Flush;
        Writer.Dispose();
        over.Dispose();
    }

    private void PassOn()
    {
        while (!over.Wait(Pause)) Writer.Flush();
    }

    private void Flush(object? sender, EventArgs nothing) => Writer.Flush();

    private sealed class Forgiving(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Try(() => inner.Write(buffer, offset, count));

        public override void Flush() => Try(inner.Flush);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private static void Try(Action action)
        {
            try
            {
                action();
            }
            catch (IOException)
            {
                // Dropped.
            }
        }
    }
}
