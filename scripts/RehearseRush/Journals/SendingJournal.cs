using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Siskop2mi.RehearseRush.Journals;

/// <summary>
/// What clients sent and heard, in a file that only grows: one line a sending, on the disk before the request leaves, and one a
/// hearing. So whatever dies, nothing was sent that the journal does not know. Lines that wait at the same time share one flush.
/// </summary>
internal sealed class SendingJournal : IAsyncDisposable
{
    internal const string Sent = "sent";
    internal const string Heard = "heard";
    internal const string Nothing = "-";

    private readonly Channel<(string Line, TaskCompletionSource? Durable)> lines =
        Channel.CreateUnbounded<(string, TaskCompletionSource?)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly FileStream file;
    private readonly Task writing;
    private long last;

    public SendingJournal(string path)
    {
        Path = path;
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        writing = Task.Run(Write);
    }

    public string Path { get; }

    /// <summary>Ends when the line is on the disk: the request may leave.</summary>
    public async Task<Sending> Intend(string key, string applicationId, string vacancyId, int attempt)
    {
        var sending = new Sending(Interlocked.Increment(ref last), key, applicationId, vacancyId, attempt);
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Put(durable, Sent, sending.Id, key, applicationId, vacancyId, attempt);
        await durable.Task;
        return sending;
    }

    /// <summary>Keeps what was heard. It need not be on the disk: a hearing that is lost only makes a sending unknown.</summary>
    public void Hear(Hearing hearing) =>
        Put(null, Heard, hearing.Id, hearing.Status, hearing.Code ?? Nothing, hearing.Reference ?? Nothing);

    /// <summary>Ends when everything heard so far is in the file.</summary>
    public async Task Settle()
    {
        var durable = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (lines.Writer.TryWrite(("", durable))) await durable.Task;
    }

    /// <summary>Writes what waits, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await writing;
        await file.DisposeAsync();
    }

    private void Put(TaskCompletionSource? durable, params object[] fields)
    {
        var line = string.Join('\t', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture))) + "\n";
        if (!lines.Writer.TryWrite((line, durable))) durable?.SetException(new ObjectDisposedException(nameof(SendingJournal)));
    }

    private async Task Write()
    {
        List<TaskCompletionSource> waiting = [];
        while (await lines.Reader.WaitToReadAsync())
        {
            var text = new StringBuilder();
            while (lines.Reader.TryRead(out var one))
            {
                text.Append(one.Line);
                if (one.Durable is { } durable) waiting.Add(durable);
            }

            try
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
                if (waiting.Count > 0) file.Flush(flushToDisk: true);
            }
            catch (IOException failure)
            {
                // Nobody may send what is not kept, now or later.
                lines.Writer.TryComplete(failure);
                waiting.ForEach(one => one.SetException(failure));
                throw;
            }

            waiting.ForEach(one => one.SetResult());
            waiting.Clear();
        }
    }
}
