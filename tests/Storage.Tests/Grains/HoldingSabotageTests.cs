using System.Reflection;
using Orleans.Storage;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>The cases of holdings can fail: each broken store fails the case that is about its defect.</summary>
public sealed class HoldingSabotageTests
{
    public enum Defect
    {
        None = 0,
        Forgets = 1,
        KeepsWhatWasLetGo = 2,
        LosesDeadlines = 3,
        ChangesOnConflict = 4,
    }

    [Theory]
    [InlineData(Defect.Forgets, nameof(HoldingConformance.Every_kind_of_holding_is_read_back_whole))]
    [InlineData(Defect.KeepsWhatWasLetGo, nameof(HoldingConformance.What_is_let_go_is_gone_and_the_rest_stays))]
    [InlineData(Defect.KeepsWhatWasLetGo, nameof(HoldingConformance.A_fresh_activation_reads_the_book_that_was_written))]
    [InlineData(Defect.LosesDeadlines, nameof(HoldingConformance.Every_kind_of_holding_is_read_back_whole))]
    [InlineData(Defect.ChangesOnConflict, nameof(HoldingConformance.A_conflict_changes_no_holding))]
    public async Task A_broken_store_fails_the_case_about_its_defect(Defect defect, string expected) =>
        Assert.Contains(expected, await FailedCasesAsync(defect));

    [Fact]
    public async Task A_sound_store_passes_every_case() => Assert.Empty(await FailedCasesAsync(Defect.None));

    private static async Task<IReadOnlyList<string>> FailedCasesAsync(Defect defect)
    {
        var failed = new List<string>();
        foreach (var method in typeof(HoldingConformance).GetMethods().Where(one => one.GetCustomAttribute<FactAttribute>() is not null))
        {
            if (await Attempt.Of(() => (Task)method.Invoke(new Suite(defect), [])!) is not null) failed.Add(method.Name);
        }

        return failed;
    }

    // Not public, so that no runner takes it for a test class of its own.
    private sealed class Suite(Defect defect) : HoldingConformance
    {
        protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(new BrokenStore(defect));
    }

    private sealed class BrokenStore(Defect defect) : StoreUnderTest, IGrainStorage
    {
        private readonly MemoryGrainStorage sound = new();
        private readonly Dictionary<GrainId, HoldingBook> ever = [];

        public override IGrainStorage Storage => this;

        public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            await sound.ReadStateAsync(stateName, grainId, grainState);
            if (grainState.State is HoldingEntity owner)
                grainState.State = (T)(object)(owner with { Holdings = Broken(grainId, owner.Holdings) });
        }

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (grainState.State is HoldingEntity owner && defect is Defect.KeepsWhatWasLetGo or Defect.ChangesOnConflict)
                Remember(grainId, (HoldingEntity)(object)grainState.State);
            await sound.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            sound.ClearStateAsync(stateName, grainId, grainState);

        public override Task<IReadOnlyList<SeenEvent>> EventsAsync(string grainType, string key) => throw new NotSupportedException();

        public override Task RestartAsync() => Task.CompletedTask;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private HoldingBook Broken(GrainId grain, HoldingBook book) => defect switch
        {
            Defect.Forgets => HoldingBook.Empty,
            Defect.LosesDeadlines => HoldingBook.Of(book.All.Select(one => one with { Until = null })),
            Defect.KeepsWhatWasLetGo or Defect.ChangesOnConflict => ever.GetValueOrDefault(grain, book),
            _ => book,
        };

        private void Remember(GrainId grain, HoldingEntity owner)
        {
            var changes = owner.Unpublished.Select(one => one.Event).OfType<IChangesHoldings>().SelectMany(one => one.Changes());
            ever[grain] = changes.Where(change => defect is Defect.ChangesOnConflict || change.After is not null)
                .Aggregate(ever.GetValueOrDefault(grain, HoldingBook.Empty), (book, change) => book.With(change));
        }
    }
}
