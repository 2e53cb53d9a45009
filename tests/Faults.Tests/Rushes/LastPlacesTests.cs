using Siskop2mi.Domain.Vacancies;
using Siskop2mi.RehearseRush.Journals;
using Xunit.Abstractions;

namespace Siskop2mi.Faults.Tests.Rushes;

/// <summary>Two last places, a hundred people at the same instant, by HTTP; and what happens without the guard.</summary>
public sealed class LastPlacesTests(ITestOutputHelper output)
{
    private const int People = 100;
    private const int Places = 2;
    private const int Rounds = 10;

    [Fact]
    public async Task Exactly_as_many_win_as_there_are_places()
    {
        await using var scene = await Scene(Rounds);
        await using var door = await RushFrontDoor.Open(scene);
        for (var round = 0; round < Rounds; round++)
        {
            var heard = await AllAtOnce(scene, door, round);
            Assert.Equal(Places, heard.Count(one => one.IsReceipt));
            Assert.Equal(People - Places, heard.Count(one => one is { Status: 409, Code: "quota-exhausted" }));
        }

        Assert.Empty(await scene.Check());
    }

    [Fact]
    public async Task Without_its_guard_a_vacancy_oversells_and_the_checker_says_so()
    {
        await using var scene = await Scene(1);
        await scene.Execute("alter table vacancy drop constraint vacancy_taken_at_most_places");
        await using var door = await RushFrontDoor.Open(scene, typeof(BoundlessVacancyGrain));
        var heard = await AllAtOnce(scene, door, 0);
        Assert.True(heard.Count(one => one.IsReceipt) > Places);
        var findings = await scene.Check();
        foreach (var finding in findings) output.WriteLine($"{finding}");
        Assert.Contains(findings, finding => finding.Words.EndsWith("oversold.", StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.Equal("I3", finding.Invariant));
    }

    [Fact]
    public async Task When_the_rule_is_wrong_the_database_still_gives_no_place_twice()
    {
        await using var scene = await Scene(1);
        await using var door = await RushFrontDoor.Open(scene, typeof(BoundlessVacancyGrain));
        var heard = await AllAtOnce(scene, door, 0);
        Assert.True(heard.Count(one => one.IsReceipt) <= Places);
        Assert.DoesNotContain(heard, one => one.IsRefusal);
        Assert.Empty(await scene.Check());
    }

    private static Task<RushScene> Scene(int rounds)
    {
        VacancyNotice[] notices =
            [.. Enumerable.Range(1, rounds).Select(round => RushNotices.FirstCome($"terakhir-{round}", $"terakhir-{round}", Places))];
        return RushScene.Set(People, notices, _ => notices);
    }

    // Each person has a ticket a round.
    private static Task<Hearing[]> AllAtOnce(RushScene scene, RushFrontDoor door, int round)
    {
        var rounds = scene.Tickets.Count / People;
        var barrier = new Rendezvous(People);
        return Task.WhenAll(scene.Tickets
            .Where((_, at) => at % rounds == round)
            .Select(ticket => door.Client.Send(ticket, beforeItLeaves: barrier.Arrive)));
    }
}
