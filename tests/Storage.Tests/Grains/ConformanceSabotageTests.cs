using System.Reflection;

namespace Siskop2mi.Storage.Tests.Grains;

/// <summary>The conformance cases can fail: each broken store fails the case that is about its defect.</summary>
public sealed class ConformanceSabotageTests
{
    [Fact]
    public async Task A_sound_store_passes_every_case() => Assert.Empty(await FailedCasesAsync(Sabotage.None));

    [Theory]
    [InlineData(Sabotage.BothFirstWritesWin, nameof(GrainStorageConformance.Of_two_first_writes_at_once_exactly_one_wins))]
    [InlineData(Sabotage.StaleWritesWin, nameof(GrainStorageConformance.A_stale_version_conflicts_and_changes_nothing))]
    [InlineData(Sabotage.StaleWritesWin, nameof(GrainStorageConformance.A_stale_clear_conflicts))]
    [InlineData(Sabotage.UnknownVersionsInsert, nameof(GrainStorageConformance.A_version_that_is_not_there_conflicts_and_inserts_nothing))]
    [InlineData(Sabotage.ClearForgetsTheVersion, nameof(GrainStorageConformance.A_stale_write_cannot_revive_a_cleared_record))]
    [InlineData(Sabotage.ClearDoesNothing, nameof(GrainStorageConformance.A_cleared_record_is_gone))]
    [InlineData(Sabotage.KindsShareKeys, nameof(GrainStorageConformance.Two_kinds_of_grain_may_have_one_key))]
    [InlineData(Sabotage.KeysIgnoreCase, nameof(GrainStorageConformance.Keys_that_look_alike_are_different_keys))]
    [InlineData(Sabotage.KeysAreCut, nameof(GrainStorageConformance.A_key_may_be_very_long))]
    [InlineData(Sabotage.StatesAreCut, nameof(GrainStorageConformance.A_state_of_one_megabyte_is_kept_whole))]
    [InlineData(Sabotage.EventsOfConflictsAreKept, nameof(GrainStorageConformance.The_events_of_a_conflict_are_not_stored))]
    [InlineData(Sabotage.EventsAreForgotten, nameof(GrainStorageConformance.Events_are_stored_with_the_state_in_their_order))]
    [InlineData(Sabotage.EventsAreTurnedRound, nameof(GrainStorageConformance.Events_are_stored_with_the_state_in_their_order))]
    [InlineData(Sabotage.InstancesAreShared, nameof(GrainStorageConformance.What_was_read_is_a_copy))]
    [InlineData(Sabotage.StateIsTakenLate, nameof(GrainStorageConformance.The_state_is_taken_at_the_moment_of_the_call))]
    [InlineData(Sabotage.RestartForgets, nameof(GrainStorageConformance.States_versions_and_events_outlive_a_restart))]
    [InlineData(Sabotage.VersionsRepeat, nameof(GrainStorageConformance.Each_write_has_a_version_of_its_own))]
    public async Task A_broken_store_fails_the_case_about_its_defect(Sabotage sabotage, string expected) =>
        Assert.Contains(expected, await FailedCasesAsync(sabotage));

    private static async Task<IReadOnlyList<string>> FailedCasesAsync(Sabotage sabotage)
    {
        var suite = new Suite(sabotage);
        var failed = new List<string>();
        foreach (var method in typeof(GrainStorageConformance).GetMethods().Where(
            one => one.GetCustomAttribute<FactAttribute>() is not null))
        {
            object?[][] rows = method.GetParameters().Length == 0
                ? [[]] : [.. method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method))];
            foreach (var row in rows)
            {
                if (await Attempt.Of(() => (Task)method.Invoke(suite, row)!) is not null) failed.Add(method.Name);
            }
        }

        return failed;
    }

    // Not public, so that no runner takes it for a test class of its own.
    private sealed class Suite(Sabotage sabotage) : GrainStorageConformance
    {
        protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(new SabotagedStore(sabotage));
    }
}
