using Siskop2mi.Silo.Outside;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.WebApi.Tests.OutsideSystems;

public sealed class CircuitBreakerTests
{
    private const int Failures = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private readonly ManualTimeProvider time = new();
    private readonly CircuitBreaker breaker;

    public CircuitBreakerTests() => breaker = new CircuitBreaker(Failures, Pause, time);

    [Fact]
    public void Asks_until_so_many_failures_came_in_a_row()
    {
        Fail(Failures - 1);
        Assert.True(breaker.MayAsk());
        breaker.Failed();
        Assert.False(breaker.MayAsk());
    }

    [Fact]
    public void An_answer_in_between_starts_the_count_anew()
    {
        Fail(Failures - 1);
        breaker.Answered();
        Fail(Failures - 1);
        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void After_the_pause_one_question_finds_out_and_an_answer_closes_it()
    {
        Fail(Failures);
        time.Advance(Pause - TimeSpan.FromTicks(1));
        Assert.False(breaker.MayAsk());
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(breaker.MayAsk());
        Assert.False(breaker.MayAsk());
        breaker.Answered();
        Assert.True(breaker.MayAsk());
        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void A_failed_question_after_the_pause_begins_another_pause()
    {
        Fail(Failures);
        time.Advance(Pause);
        Assert.True(breaker.MayAsk());
        time.Advance(TimeSpan.FromSeconds(4));
        breaker.Failed();
        time.Advance(Pause - TimeSpan.FromTicks(1));
        Assert.False(breaker.MayAsk());
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void A_question_that_never_reports_back_blocks_nobody_for_long()
    {
        Fail(Failures);
        time.Advance(Pause);
        Assert.True(breaker.MayAsk());
        time.Advance(Pause);
        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void A_late_answer_to_an_old_question_closes_it()
    {
        Assert.True(breaker.MayAsk());
        Fail(Failures);
        breaker.Answered();
        Assert.True(breaker.MayAsk());
    }

    [Fact]
    public void Of_many_at_once_one_asks_after_the_pause()
    {
        Fail(Failures);
        for (var round = 0; round < 20; round++)
        {
            time.Advance(Pause);
            Assert.Equal(1, AskAtOnce(callers: 32));
        }
    }

    [Fact]
    public void Many_failures_at_once_are_no_more_than_the_limit()
    {
        Parallel.For(0, 1_000, _ => breaker.Failed());
        Assert.Equal(0, AskAtOnce(callers: 32));
        time.Advance(Pause);
        Assert.True(breaker.MayAsk());
        breaker.Answered();
        Fail(Failures - 1);
        Assert.Equal(32, AskAtOnce(callers: 32));
    }

    // Threads of their own, so that they really come at once and do not wait for the pool to grow.
    private int AskAtOnce(int callers)
    {
        using var start = new Barrier(callers);
        var allowed = 0;
        var threads = Enumerable.Range(0, callers).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            if (breaker.MayAsk()) Interlocked.Increment(ref allowed);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return allowed;
    }

    private void Fail(int times)
    {
        for (var count = 0; count < times; count++) breaker.Failed();
    }
}
