using System.Collections.Concurrent;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Placements;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

public sealed class ApplyWorkloadTests
{
    private const int Operations = 300;

    /// <summary>What other workloads and AccountRecoveryGrainTests make happen, and the apps that officers log in with.</summary>
    private static readonly Type[] Elsewhere =
    [
        typeof(AppointmentBooked), typeof(AppointmentCancelled), typeof(SlotReserved), typeof(SlotDoubted), typeof(SlotConfirmed),
        typeof(SlotReleased), typeof(TotpOffered), typeof(TotpEnrolled), typeof(TotpReset), typeof(ContactsRecovered),
        .. PlaceWorkloadTests.Events,
        .. EventTypes.All.Values.Where(type => type.Namespace == typeof(PermitIssued).Namespace),
        .. EventTypes.All.Values.Where(type => type.Name.StartsWith("AccountRecovery", StringComparison.Ordinal)),
        .. EventTypes.All.Values.Where(type => type.Namespace == typeof(DocumentAdded).Namespace && type != typeof(DocumentAdded)),
    ];

    [Fact]
    public void A_first_application_keeps_its_promises_under_2000_seeds()
    {
        var happened = new ConcurrentDictionary<Type, int>();
        var counts = HostileRun.ExecuteMany(HostileRun.SeedCount(2000), Operations, () => new ApplyWorkload(Sabotage.None, happened));
        Assert.All([.. counts.Strikes, counts.TimeJumps], count => Assert.NotEqual(0, count));

        // Neither does a run that never came to the point: everything that can happen to people happened, bar what officers' accounts do.
        Assert.Equal([typeof(OfficerAppointed)], EventTypes.All.Values.Except(happened.Keys).Where(type => !Elsewhere.Contains(type)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run() => Assert.Equal(
        HostileRun.Execute(7, Operations, () => new ApplyWorkload()), HostileRun.Execute(7, Operations, () => new ApplyWorkload()));

    [Fact]
    public void A_copy_of_the_grain_that_breaks_nothing_passes() =>
        Assert.Null(HostileRun.FirstFailure(20, Operations, () => new ApplyWorkload(Sabotage.OnlyCopied))?.Message);

    [Theory]
    [InlineData(Sabotage.StateAhead)]
    [InlineData(Sabotage.EventsTwice)]
    [InlineData(Sabotage.AnswerBeforeDurable)]
    [InlineData(Sabotage.FailureSwallowed)]
    public void A_broken_commit_is_noticed(Sabotage sabotage)
    {
        var failure = HostileRun.FirstFailure(100, Operations, () => new ApplyWorkload(sabotage));
        Assert.NotNull(failure);
        HostileRun.Execute(failure.Seed, Operations, () => new ApplyWorkload(Sabotage.OnlyCopied));
    }

    [Fact]
    public void Shared_writes_of_a_hot_grain_keep_their_promises_under_500_seeds()
    {
        var counts = HostileRun.ExecuteMany(HostileRun.SeedCount(500), Operations, () => new TallyWorkload());
        Assert.All(new[] { counts.Crashes, counts.Deactivations, counts.FailedBeforeCommit, counts.FailedAfterCommit }, count =>
            Assert.NotEqual(0, count));
    }
}
