using System.Collections.Concurrent;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

public sealed class PlaceWorkloadTests
{
    private const int Operations = 150;

    /// <summary>What only happens where places are kept.</summary>
    internal static readonly Type[] Events =
    [
        .. EventTypes.All.Values.Where(
            type => type.IsAssignableTo(typeof(IChangesHoldings)) && type.Namespace == typeof(PlaceTaken).Namespace),
        typeof(LineJoined), typeof(DrawJoined), typeof(OfferReceived), typeof(OfferLapsed), typeof(DrawMissed),
    ];

    [Fact]
    public void Places_and_applications_agree_in_the_end_under_200_seeds()
    {
        var happened = new ConcurrentDictionary<Type, int>();
        var counts = HostileRun.ExecuteMany(HostileRun.SeedCount(200), Operations, () => new PlaceWorkload(null, happened));
        Assert.Empty(Events.Except(happened.Keys)); // a run that never came to the point proves nothing
        Assert.All(counts.Strikes, count => Assert.NotEqual(0, count));
    }

    [Fact]
    public void A_copy_of_the_grain_that_breaks_nothing_passes() => Assert.Null(
        HostileRun.FirstFailure(20, Operations, () => new PlaceWorkload(typeof(CopiedVacancyGrain)))?.Message);

    [Theory]
    [InlineData(typeof(AttemptlessVacancyGrain))]
    [InlineData(typeof(HastyVacancyGrain))]
    [InlineData(typeof(LateVacancyGrain))]
    [InlineData(typeof(ForgetfulVacancyGrain))]
    [InlineData(typeof(OversoldVacancyGrain))]
    public void A_broken_vacancy_is_noticed(Type grain)
    {
        var failure = HostileRun.FirstFailure(200, Operations, () => new PlaceWorkload(grain));
        Assert.NotNull(failure);
        HostileRun.Execute(failure.Seed, Operations, () => new PlaceWorkload(typeof(CopiedVacancyGrain)));
    }
}
