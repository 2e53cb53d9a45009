using Siskop2mi.FirstJourney;

namespace Siskop2mi.Faults.Tests;

/// <summary>Kill -9 of everything, in the middle of work: what was acknowledged is there, and the way goes on where it was.</summary>
public sealed class KillTests
{
    private const string Vacancy = "ijepa-16-careworker";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Killing_server_and_database_loses_nothing_that_was_acknowledged()
    {
        using var scene = new Scene();
        string applicationId;
        var person = Person.Invent();
        IReadOnlyCollection<string> acknowledged;
        await using (var server = await ServerProcess.Start(scene.DataDirectory))
        {
            await server.WaitFor("active", Limit);
            using var applicant = new Applicant(World.OfDemo(server.Http.BaseAddress!), person, Vacancy);
            await Journey.ApplyUntilSubmitted(applicant);
            applicationId = applicant.ApplicationId;

            await using var journal = new Journal(server.Http, writers: 4);
            await journal.WaitForAcknowledged(50);
            ServerProcess.Signal(scene.Postmaster(), 9);
            server.Kill();
            await server.WhenGone();
            acknowledged = journal.Acknowledged;
        }

        await using var again = await ServerProcess.Start(scene.DataDirectory);
        await again.WaitFor("active", Limit);
        await Scene.Holds(again.Http, acknowledged);
        var world = World.OfDemo(again.Http.BaseAddress!);
        using var later = new Applicant(world, person, Vacancy) { ApplicationId = applicationId };
        using var office = new Office(world);
        await office.LogIn();
        await office.Verify(later);
        await later.LogIn(byMobile: true);
        await later.SeeStatus("documents-verified");
        Assert.Contains("clean", await scene.VerifyAudit(), StringComparison.Ordinal);
    }
}
