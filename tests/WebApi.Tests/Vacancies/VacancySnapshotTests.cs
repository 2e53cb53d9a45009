using System.Text.Json;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Vacancies;

namespace Siskop2mi.WebApi.Tests.Vacancies;

public sealed class VacancySnapshotTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly SnapshotWorld world = new();

    private DateTimeOffset Now => world.Clock.GetUtcNow();

    [Fact]
    public async Task What_is_announced_shows_after_a_second_and_no_later()
    {
        Assert.Null((await world.Ask()).Edition.Find("a"));
        world.Published = [SnapshotWorld.Vacancy("a", Now)];
        world.Clock.Advance(Second);
        Assert.Null((await world.Ask()).Edition.Find("a"));
        world.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull((await world.Ask()).Edition.Find("a"));
        Assert.Equal(2, world.Readings);
    }

    [Fact]
    public async Task Two_hundred_readers_cost_one_reading()
    {
        var gate = new TaskCompletionSource();
        world.Gate = gate.Task;
        var readers = Enumerable.Range(0, 200).Select(_ => Task.Run(world.Ask)).ToList();
        readers.AddRange(Enumerable.Range(0, 200).Select(_ => world.Ask()));
        gate.SetResult();
        await Task.WhenAll(readers);
        Assert.Equal((1, 1), (world.Readings, world.MostAtOnce));
    }

    [Fact]
    public async Task A_reading_that_began_too_early_is_followed_by_another_and_never_accompanied()
    {
        var gate = new TaskCompletionSource();
        world.Gate = gate.Task;
        var early = world.Ask();
        await world.Begun.WaitAsync();
        // Too old for who asks now, and still within the patience of the reading, which would be given up at two seconds.
        world.Clock.Advance(1.5 * Second);
        var late = world.Ask();
        gate.SetResult();
        await early;
        Assert.Equal(TimeSpan.Zero, (await late).Age);
        Assert.Equal((2, 1), (world.Readings, world.MostAtOnce));
    }

    [Fact]
    public async Task With_no_age_allowed_every_reader_sees_what_was_there_when_it_asked()
    {
        var strict = new SnapshotWorld(new VacancySnapshotOptions { SnapshotMaxAge = TimeSpan.Zero });
        await strict.Ask();
        strict.Clock.Advance(TimeSpan.FromTicks(1));
        strict.Published = [SnapshotWorld.Vacancy("a", strict.Clock.GetUtcNow())];
        Assert.NotNull((await strict.Ask()).Edition.Find("a"));
    }

    [Fact]
    public async Task Where_nothing_changed_the_bytes_stay()
    {
        world.Published = [SnapshotWorld.Vacancy("a", Now), SnapshotWorld.Vacancy("b", Now)];
        var first = (await world.Ask()).Edition;
        var (a, b, page) = (first.Find("a"), first.Find("b"), first.Page("JP", null, 20));
        world.Clock.Advance(2 * Second);
        var second = (await world.Ask()).Edition;
        Assert.Same(page, second.Page("JP", null, 20));
        Assert.Same(a, second.Find("a"));

        world.Published = [world.Published[0], SnapshotWorld.Vacancy("b", Now, version: 2)];
        world.Clock.Advance(2 * Second);
        var third = (await world.Ask()).Edition;
        Assert.Same(a, third.Find("a"));
        Assert.NotSame(b, third.Find("b"));
        Assert.NotEqual(Tag(page), Tag(third.Page("JP", null, 20)));
    }

    [Fact]
    public async Task It_opens_and_closes_to_the_instant_without_a_reading()
    {
        world.Published = [SnapshotWorld.Vacancy("a", Now.AddMilliseconds(300), Now.AddMilliseconds(600))];
        var before = (await world.Ask()).Edition.Find("a")!;
        Assert.False(IsOpen(before));
        world.Clock.Advance(TimeSpan.FromMilliseconds(300) - TimeSpan.FromTicks(1));
        Assert.Same(before, (await world.Ask()).Edition.Find("a"));
        world.Clock.Advance(TimeSpan.FromTicks(1));
        var open = await world.Ask();
        Assert.True(IsOpen(open.Edition.Find("a")!));
        Assert.Contains("\"isOpen\":true", Text(open.Edition.Page(null, null, 20)), StringComparison.Ordinal);
        Assert.NotEqual(Tag(before), Tag(open.Edition.Find("a")!));
        world.Clock.Advance(TimeSpan.FromMilliseconds(300));
        Assert.False(IsOpen((await world.Ask()).Edition.Find("a")!));
        Assert.Equal(1, world.Readings);
    }

    [Fact]
    public async Task While_the_database_is_away_the_last_ones_are_shown_with_their_age_and_then_nothing()
    {
        world.Published = [SnapshotWorld.Vacancy("a", Now.AddSeconds(20))];
        await world.Ask();
        world.IsAway = true;
        world.Clock.Advance(30 * Second);
        var shown = await world.Ask();
        Assert.Equal(30 * Second, shown.Age);
        Assert.True(IsOpen(shown.Edition.Find("a")!));

        world.Clock.Advance(31 * Second);
        var problem = (await Assert.ThrowsAsync<ProblemException>(world.Ask)).Problem;
        Assert.Equal((503, ProblemCodes.StorageUnavailable, 5), (problem.Status, problem.Code, problem.RetryAfterSeconds));

        world.IsAway = false;
        world.Clock.Advance(2 * Second);
        await Eventually.ShowsAgain(world);
        Assert.Equal(TimeSpan.Zero, (await world.Ask()).Age);
    }

    [Fact]
    public async Task A_failing_database_is_asked_once_a_second_and_holds_nobody_up()
    {
        world.Published = [SnapshotWorld.Vacancy("a", Now)];
        await world.Ask();
        world.IsAway = true;
        world.Clock.Advance(2 * Second);
        for (var i = 0; i < 50; i++) await world.Ask();
        Assert.Equal(2, world.Readings);

        var gate = new TaskCompletionSource();
        (world.IsAway, world.Gate) = (false, gate.Task);
        world.Clock.Advance(Second);
        Assert.Equal(3 * Second, (await world.Ask()).Age);
        gate.SetResult();
        await Eventually.ShowsAgain(world);
        Assert.Equal(3, world.Readings);
    }

    [Fact]
    public async Task Before_the_first_reading_a_failing_database_is_503()
    {
        world.IsAway = true;
        Assert.Equal(503, (await Assert.ThrowsAsync<ProblemException>(world.Ask)).Problem.Status);
    }

    [Theory]
    [InlineData(null, null, 2, "a,b", true)]
    [InlineData(null, "b", 2, "c,d", false)]
    [InlineData(null, "bb", 1, "c", true)]
    [InlineData(null, "z", 5, "", false)]
    [InlineData("KR", null, 5, "b,d", false)]
    [InlineData("KR", "b", 5, "d", false)]
    [InlineData("XX", null, 5, "", false)]
    public async Task Pages_are_cut_in_memory(string? country, string? after, int limit, string ids, bool hasNext)
    {
        world.Published =
        [
            SnapshotWorld.Vacancy("a", Now), SnapshotWorld.Vacancy("b", Now, country: "KR"),
            SnapshotWorld.Vacancy("c", Now), SnapshotWorld.Vacancy("d", Now, country: "KR"),
        ];
        var page = JsonDocument.Parse(Text((await world.Ask()).Edition.Page(country, after, limit))).RootElement;
        Assert.Equal(ids, string.Join(',', page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString())));
        Assert.Equal(hasNext, page.GetProperty("meta").TryGetProperty("nextCursor", out _));
    }

    [Fact]
    public async Task Odd_pages_do_not_push_out_common_ones_and_are_not_kept_without_end()
    {
        world.Published = [SnapshotWorld.Vacancy("a", Now), SnapshotWorld.Vacancy("b", Now, country: "KR")];
        var edition = (await world.Ask()).Edition;
        for (var i = 0; i < 1_000; i++) edition.Page(null, $"cursor-{i}", 20);
        Assert.NotSame(edition.Page(null, "another", 20), edition.Page(null, "another", 20));
        Assert.Same(edition.Page("KR", null, 20), edition.Page("KR", null, 20));
    }

    private static string Text(PackedBody body) => System.Text.Encoding.UTF8.GetString(body.As(ContentCoding.Identity).Bytes);

    private static string Tag(PackedBody body) => body.As(ContentCoding.Identity).Tag;

    private static bool IsOpen(PackedBody body) =>
        JsonDocument.Parse(Text(body)).RootElement.GetProperty("data").GetProperty("isOpen").GetBoolean();

    private static class Eventually
    {
        // Nobody waits for the reading that ends an outage, so there is nothing to await but its result.
        public static async Task ShowsAgain(SnapshotWorld world)
        {
            while (await Record.ExceptionAsync(world.Ask) is not null || (await world.Ask()).Age > TimeSpan.Zero) await Task.Yield();
        }
    }
}
