namespace Siskop2mi.Domain.Tests.Primitives;

/// <summary>The book against a plain list that is counted anew after every change.</summary>
public sealed class HoldingBookTests
{
    private const int Keys = 12;

    [Fact]
    public void A_book_is_what_a_plain_list_of_its_holdings_says_under_60_seeds()
    {
        for (var seed = 1; seed <= 60; seed++) Compare(seed, (book, change) => book.With(change));
    }

    // A book that forgets the line or a count must not pass.
    [Fact]
    public void A_book_that_forgets_is_noticed() => Assert.ThrowsAny<Exception>(() =>
    {
        for (var seed = 1; seed <= 20; seed++)
            Compare(seed, (book, change) => change.After is null ? book : book.With(change));
    });

    [Fact]
    public void The_last_change_of_a_key_counts()
    {
        var (waiting, taken) = (Of("a", HoldingStatus.Waiting, 1), Of("a", HoldingStatus.Taken, 1));
        var book = HoldingBook.Empty.With(new PlacesLost([waiting, taken]));
        Assert.Equal((1, 1, 0), (book.Count, book.InUse, book.Waiting));
        Assert.Equal(0, book.With(new PlacesLetGo(["a", "a", "never"])).Count);
    }

    [Fact]
    public void A_change_leaves_the_book_it_was_made_of_as_it_was()
    {
        var before = HoldingBook.Empty.With(new HoldingChange("a", Of("a", HoldingStatus.Taken, 1)));
        _ = before.With(new HoldingChange("a", null));
        Assert.Equal((1, 1), (before.Count, before.InUse));
    }

    [Fact]
    public void Two_in_the_line_never_have_one_number() => Assert.ThrowsAny<ArgumentException>(() =>
        HoldingBook.Of([Of("a", HoldingStatus.Waiting, 1), Of("b", HoldingStatus.Waiting, 1)]));

    private static void Compare(int seed, Func<HoldingBook, HoldingChange, HoldingBook> with)
    {
        var random = new Random(seed);
        var (book, model, numbers) = (HoldingBook.Empty, new Dictionary<string, Holding>(StringComparer.Ordinal), 0L);
        for (var step = 0; step < 60; step++)
        {
            var key = $"application-{random.Next(Keys)}";
            var status = (HoldingStatus)random.Next(7);
            var number = model.TryGetValue(key, out var own) && random.Next(2) == 0 ? own.Number : ++numbers;
            var after = status is HoldingStatus.Unspecified ? null : Of(key, status, number);
            if (after is null) model.Remove(key);
            else model[key] = after;
            book = with(book, new HoldingChange(key, after));
            Same(model, book);
            Same(model, HoldingBook.Of(model.Values.OrderBy(_ => random.Next())));
        }
    }

    private static void Same(Dictionary<string, Holding> model, HoldingBook book)
    {
        int Count(params ReadOnlySpan<HoldingStatus> statuses)
        {
            var wanted = statuses.ToArray();
            return model.Values.Count(one => wanted.Contains(one.Status));
        }

        var line = model.Values.Where(one => one.Status is HoldingStatus.Waiting).OrderBy(one => one.Number).ToList();
        Assert.Equal(
            (model.Count, Count(HoldingStatus.Taken, HoldingStatus.Offered, HoldingStatus.Committed), Count(HoldingStatus.Committed),
                line.Count, Count(HoldingStatus.Entered)),
            (book.Count, book.InUse, book.Committed, book.Waiting, book.Entered));
        Assert.Equal(line.FirstOrDefault(), book.FirstWaiting);
        Assert.Equal(
            model.Values.OrderBy(one => one.Key, StringComparer.Ordinal), book.All.OrderBy(one => one.Key, StringComparer.Ordinal));
        foreach (var key in Enumerable.Range(0, Keys).Select(number => $"application-{number}"))
        {
            Assert.Equal(model.GetValueOrDefault(key), book.Find(key));
            var ahead = line.FindIndex(one => one.Key == key);
            Assert.Equal(ahead < 0 ? null : ahead, book.Ahead(key));
        }
    }

    private static Holding Of(string key, HoldingStatus status, long number) => new(
        key, status, number, number, Examples.Now, null, IsSettled: false);
}
