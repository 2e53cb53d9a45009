using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Storage;
using Siskop2mi.Storage.Secrets;
using Siskop2mi.WebApi.Tests.Support;
using Xunit.Abstractions;

namespace Siskop2mi.WebApi.Tests.Journeys;

/// <summary>Every numbered step of the guide, by HTTP, as <c>scripts/first-journey</c> goes it.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class WholeGuideTests(FrontDoorFixture door, ITestOutputHelper output)
{
    [Fact]
    public async Task The_whole_guide_from_registration_to_the_results()
    {
        await GuideWorld.Walk(door, patience: 0, output);
    }
}

/// <summary>The same on a server whose grains end, crash and fail all the time.</summary>
public sealed class HostileGuideTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_whole_guide_while_grains_crash_and_writes_fail(int seed)
    {
        await using var hostility = new Hostility(seed);
        var door = new FrontDoorFixture(hostility.Put);
        await door.InitializeAsync();
        try
        {
            hostility.Begin(door.Services);
            await GuideWorld.Walk(door, patience: 60, output);
            await hostility.End();
            output.WriteLine(hostility.ToString());
            Assert.True(hostility.Happened, $"The run was not hostile: {hostility}.");
            var trail = await door.Services.GetRequiredService<Database>().VerifyAuditAsync(
                "no-checkpoints", door.Services.GetRequiredService<KeyRing>());
            Assert.Empty(trail.Faults);
        }
        finally
        {
            await hostility.End();
            await door.DisposeAsync();
        }
    }
}
