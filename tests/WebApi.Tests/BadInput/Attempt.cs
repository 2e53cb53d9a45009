using System.Text;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>All sendings of one row, and what must hold of every one and after all of them.</summary>
internal sealed class Attempt(Stage stage, BadInputRow row)
{
    private readonly List<string> wrong = [];
    private readonly List<string> unspoken = [];
    private readonly List<string> traces = [];
    private readonly int logged = stage.Door.Logs.Lines.Count;
    private string? draft;

    public async Task Send(Sending sending)
    {
        draft ??= await stage.Kept(stage.Draft);
        var reply = sending.Raw is { } bytes
            ? await RawLine.Send(stage.Door.Address, bytes)
            : await sending.By.Send(sending.Method, sending.Path, sending.Content?.Invoke(), [.. sending.Headers]);
        var expected = sending.Answer ?? row.Answers.Single();
        if (!row.Answers.Contains(expected)) Wrong(sending, $"{expected} is no answer of the row");
        if (reply.Status != expected.Status) Wrong(sending, $"expected {expected}, got {reply.Status} {reply.Text}");
        else if (expected.Code is { } code) CheckProblem(sending, reply, expected.Status, code);
        if (reply.Status >= 400) CheckSilence(sending, reply);
        if (sending.Check is { } check && reply.Status == expected.Status) await Checked(sending, () => check(reply));
    }

    /// <summary>Fails with everything that was wrong, if anything was.</summary>
    public async Task Finish()
    {
        if (await stage.Kept(stage.Draft) != draft) wrong.Add("the draft is no longer what it was");
        foreach (var left in (await stage.EventsOf(traces)).Except(row.Leaves)) wrong.Add($"the event {left} was left");
        var lines = stage.Door.Logs.Lines.Skip(logged).ToList();
        foreach (var word in unspoken.Where(word => lines.Exists(line => line.Contains(word, StringComparison.Ordinal))))
            wrong.Add($"logged: {word}");
        Assert.True(wrong.Count == 0, $"Row {row.Number}, {row.Input}:\n{string.Join('\n', wrong)}");
    }

    private void CheckProblem(Sending sending, Reply reply, int status, string code)
    {
        if (reply.Code != code)
        {
            Wrong(sending, $"expected {code}, got {reply.Text}");
            return;
        }

        reply.IsProblem(status, code);
        if (status is 429 or 503 && reply.Header("Retry-After") is null) Wrong(sending, "no Retry-After");
        if (status is 401 && reply.Header("WWW-Authenticate") is null) Wrong(sending, "no WWW-Authenticate");
        traces.Add(reply.Json.GetProperty("traceId").GetString()!);
    }

    private void CheckSilence(Sending sending, Reply reply)
    {
        unspoken.AddRange(sending.Unspoken);
        foreach (var word in sending.Unspoken.Where(word => $"{reply.AllHeaders} {reply.Text}".Contains(word, StringComparison.Ordinal)))
            Wrong(sending, $"says {word}: {reply.Text}");
    }

    private async Task Checked(Sending sending, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception failure) when (failure is Xunit.Sdk.XunitException or KeyNotFoundException or InvalidOperationException)
        {
            Wrong(sending, failure.Message);
        }
    }

    private void Wrong(Sending sending, string what)
    {
        var sent = sending.Raw is { } bytes ? Encoding.Latin1.GetString(bytes) : $"{sending.Method} {sending.Path}";
        wrong.Add($"{sending.Note} {(sent.Length > 200 ? sent[..200] : sent)}: {what}");
    }
}
