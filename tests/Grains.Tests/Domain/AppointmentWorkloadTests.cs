using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

public sealed class AppointmentWorkloadTests
{
    private const int Operations = 120;

    [Fact]
    public void Office_days_and_applications_agree_in_the_end_under_500_seeds()
    {
        var counts = HostileRun.ExecuteMany(HostileRun.SeedCount(500), Operations, () => new AppointmentWorkload());
        Assert.All(counts.Strikes, count => Assert.NotEqual(0, count));
    }

    [Fact]
    public void A_copy_of_the_grain_that_breaks_nothing_passes() => Assert.Null(
        HostileRun.FirstFailure(20, Operations, () => new AppointmentWorkload(typeof(CopiedOfficeDayGrain)))?.Message);

    [Theory]
    [InlineData(typeof(OversoldOfficeDayGrain))]
    [InlineData(typeof(ForgetfulOfficeDayGrain))]
    [InlineData(typeof(ClingingOfficeDayGrain))]
    [InlineData(typeof(HastyOfficeDayGrain))]
    public void A_broken_office_day_is_noticed(Type grain)
    {
        var failure = HostileRun.FirstFailure(100, Operations, () => new AppointmentWorkload(grain));
        Assert.NotNull(failure);
        HostileRun.Execute(failure.Seed, Operations, () => new AppointmentWorkload(typeof(CopiedOfficeDayGrain)));
    }
}
