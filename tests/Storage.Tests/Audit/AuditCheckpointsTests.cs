using Siskop2mi.Storage.Audit;

namespace Siskop2mi.Storage.Tests.Audit;

public sealed class AuditCheckpointsTests
{
    [Fact]
    public async Task Nothing_new_writes_no_line()
    {
        await using var audited = await AuditedStore.OpenAsync();
        Assert.True(await audited.Checkpoints.WriteAsync());
        Assert.False(await audited.Checkpoints.WriteAsync());
        await audited.WriteAsync(1);
        Assert.True(await audited.Checkpoints.WriteAsync());
        Assert.Equal(2, File.ReadLines(audited.CheckpointFile).Count());
    }

    [Fact]
    public async Task After_a_restart_the_file_goes_on()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        using var again = audited.OpenCheckpoints();
        Assert.False(await again.WriteAsync());
        await audited.WriteAsync(1);
        Assert.True(await again.WriteAsync());
        var report = await audited.VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.Equal(2, report.Checkpoints);
    }

    [Fact]
    public async Task A_line_torn_by_a_power_cut_is_not_glued_to_the_next()
    {
        await using var audited = await AuditedStore.OpenAsync();
        await audited.Checkpoints.WriteAsync();
        var whole = await File.ReadAllTextAsync(audited.CheckpointFile);
        await File.AppendAllTextAsync(audited.CheckpointFile, whole[..40]);
        await audited.WriteAsync(1);
        using var again = audited.OpenCheckpoints();
        Assert.True(await again.WriteAsync());
        var report = await audited.VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.Equal(2, report.Checkpoints);
    }

    [Fact]
    public async Task A_line_taken_out_or_altered_is_found()
    {
        await using var audited = await AuditedStore.OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await audited.Checkpoints.WriteAsync();
            await audited.WriteAsync(1);
        }

        var lines = await File.ReadAllLinesAsync(audited.CheckpointFile);
        await File.WriteAllLinesAsync(audited.CheckpointFile, [lines[0], lines[2]]);
        Assert.Equal("checkpoint line 2", Assert.Single((await audited.VerifyAsync()).Faults).Where);

        var altered = lines[1][..10] + (lines[1][10] == 'A' ? 'B' : 'A') + lines[1][11..];
        await File.WriteAllLinesAsync(audited.CheckpointFile, [lines[0], altered, lines[2]]);
        Assert.Contains(
            (await audited.VerifyAsync()).Faults, fault => fault is { Kind: AuditFaultKind.BadCheckpoint, Where: "checkpoint line 2" });
    }

    [Fact]
    public async Task A_minute_after_an_event_it_is_signed()
    {
        await using var audited = await AuditedStore.OpenAsync();
        var clock = new HandClock();
        using var checkpoints = audited.OpenCheckpoints(clock);
        await checkpoints.StartAsync(CancellationToken.None);
        for (var second = 0; second < 59; second++) await clock.TickAsync();
        Assert.False(File.Exists(audited.CheckpointFile));
        await clock.TickAsync();
        await clock.WaitingAsync();
        Assert.Single(File.ReadLines(audited.CheckpointFile));
        await checkpoints.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_thousand_events_are_signed_at_once_and_the_rest_at_the_stop()
    {
        await using var audited = await AuditedStore.OpenAsync();
        var clock = new HandClock();
        using var checkpoints = audited.OpenCheckpoints(clock);
        await checkpoints.StartAsync(CancellationToken.None);
        await clock.TickAsync();
        await clock.WaitingAsync();
        Assert.False(File.Exists(audited.CheckpointFile));
        await audited.WriteAsync(200);
        await clock.TickAsync();
        await clock.WaitingAsync();
        Assert.Single(File.ReadLines(audited.CheckpointFile));
        await audited.WriteAsync(1);
        await checkpoints.StopAsync(CancellationToken.None);
        Assert.Equal(2, File.ReadLines(audited.CheckpointFile).Count());
        Assert.Empty((await audited.VerifyAsync()).Faults);
    }

    /// <summary>A clock that a test moves by a second, and that knows when its user waits for the next one.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly Lock gate = new();
        private DateTimeOffset now = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);
        private TaskCompletionSource<HandTimer> waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override DateTimeOffset GetUtcNow()
        {
            lock (gate) return now;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new HandTimer(() => callback(state));
            lock (gate) waiting.TrySetResult(timer);
            return timer;
        }

        public Task WaitingAsync()
        {
            lock (gate) return waiting.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        public async Task TickAsync()
        {
            await WaitingAsync();
            HandTimer timer;
            lock (gate)
            {
                timer = waiting.Task.Result;
                waiting = new TaskCompletionSource<HandTimer>(TaskCreationOptions.RunContinuationsAsynchronously);
                now += TimeSpan.FromSeconds(1);
            }

            timer.Fire();
        }
    }

    private sealed class HandTimer(Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
