using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Admission;

namespace Siskop2mi.WebApi.Tests.Admission;

public sealed class WaitingLineTests
{
    private const string Village = "10.0.0.1";

    private readonly ManualTimeProvider time = new();
    private readonly Random random = new(16);

    [Fact]
    public void Who_came_first_goes_first_and_everybody_else_moves_up()
    {
        var line = NewLine();
        var people = Enumerable.Range(0, 5).Select(i => line.Ask(null, Village, 0)).ToList();
        Assert.Equal([0, 1, 2, 3, 4], people.Select(answer => answer.Ahead));
        Assert.All(people, answer => Assert.False(answer.IsAdmitted));

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(line.Ask(people[2].Ticket, Village, 2).IsAdmitted);
        Assert.True(line.Ask(people[0].Ticket, Village, 2).IsAdmitted);
        Assert.True(line.Ask(people[1].Ticket, Village, 2).IsAdmitted);
        Assert.False(line.Ask(people[2].Ticket, Village, 2).IsAdmitted);
        Assert.Equal([0, 1, 2], people.Skip(2).Select(answer => line.Ask(answer.Ticket, Village, 0).Ahead));
    }

    [Fact]
    public void Nobody_goes_while_nothing_is_free()
    {
        var line = NewLine();
        var first = line.Ask(null, Village, 0);
        time.Advance(TimeSpan.FromMinutes(1));
        var again = line.Ask(first.Ticket, Village, 0);
        Assert.False(again.IsAdmitted);
        Assert.Null(again.Wait);
    }

    [Fact]
    public void Who_goes_to_sleep_at_the_head_holds_up_nobody_and_is_dropped()
    {
        var line = NewLine();
        line.Ask(null, Village, 0);
        var awake = line.Ask(null, Village, 0);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(line.Ask(awake.Ticket, Village, 1).IsAdmitted);
        Assert.Equal(1, line.Ask(awake.Ticket, Village, 0).Ahead);
        time.Advance(TimeSpan.FromSeconds(90));
        line.Ask(awake.Ticket, Village, 0);
        time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(0, line.Ask(awake.Ticket, Village, 0).Ahead);
        Assert.Equal(1, line.Length);
    }

    [Fact]
    public void An_answer_that_was_lost_on_the_way_costs_nobody_the_turn()
    {
        var line = NewLine();
        var first = line.Ask(null, Village, 0);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(line.Ask(first.Ticket, Village, 1).IsAdmitted);
        Assert.True(line.Ask(first.Ticket, Village, 0).IsAdmitted);
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.False(line.Ask(first.Ticket, Village, 0).IsAdmitted);
    }

    [Fact]
    public void An_invented_ticket_is_none()
    {
        var line = NewLine();
        for (var i = 0; i < 3; i++) line.Ask(null, Village, 0);
        var answer = line.Ask("AAAAAAAAAAAAAAAAAAAAAA", Village, 0);
        Assert.Equal(3, answer.Ahead);
        Assert.NotEqual("AAAAAAAAAAAAAAAAAAAAAA", answer.Ticket);
    }

    [Fact]
    public void The_line_takes_so_many_and_of_one_network_fewer()
    {
        var line = NewLine(new AdmissionOptions { MostTickets = 50, MostTicketsOfNetwork = 30 });
        for (var i = 0; i < 100; i++) line.Ask(null, Village, 0);
        Assert.Equal(30, line.Length);
        for (var i = 0; i < 100; i++) line.Ask(null, $"10.0.1.{i}", 0);
        Assert.Equal(50, line.Length);
        Assert.Null(line.Ask(null, "10.0.2.1", 0).Ticket);
    }

    [Fact]
    public void A_hundred_thousand_wait_and_each_is_told_when_to_ask_again()
    {
        var line = NewLine(new AdmissionOptions { MostTicketsOfNetwork = int.MaxValue });
        LineAnswer last = default;
        for (var i = 0; i < 100_000; i++) last = line.Ask(null, Village, 0);
        Assert.Equal((100_000, 99_999), (line.Length, last.Ahead));
        Assert.InRange(last.AskAgain.TotalSeconds, 60, 72);
    }

    /// <summary>
    /// People come, ask again, give up and are let in for hours, on a line so small that its places are numbered anew many times: the
    /// place told is the true one, and it only ever goes down.
    /// </summary>
    [Fact]
    public void The_place_told_is_true_and_never_goes_up()
    {
        var line = NewLine(new AdmissionOptions { MostTickets = 40 });
        List<(string Ticket, int Ahead)> people = [];
        var (letIn, waits) = (0, 0);
        for (var step = 0; step < 20_000; step++)
        {
            time.Advance(TimeSpan.FromSeconds(0.2));
            if (people.Count < 40 && random.Next(3) == 0)
            {
                var joined = line.Ask(null, Village, 0);
                Assert.Equal(people.Count, joined.Ahead);
                people.Add((joined.Ticket!, joined.Ahead));
            }

            if (people.Count == 0) continue;
            var who = random.Next(people.Count);
            var answer = line.Ask(people[who].Ticket, Village, random.Next(3));
            if (answer.Wait is not null) waits++;
            if (answer.IsAdmitted) letIn++;
            else Assert.Equal(who, answer.Ahead);
            Assert.InRange(answer.Ahead, 0, people[who].Ahead);
            if (answer.IsAdmitted) people.RemoveAt(who);
            else people[who] = (answer.Ticket!, answer.Ahead);
        }

        Assert.InRange(letIn, 500, 20_000);
        Assert.True(waits > 0);
    }

    [Fact]
    public void The_wait_told_is_how_long_it_takes()
    {
        var line = NewLine();
        var people = Enumerable.Range(0, 100).Select(_ => line.Ask(null, Village, 0)).ToList();
        for (var second = 1; second <= 50; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(line.Ask(people[second - 1].Ticket, Village, 1).IsAdmitted);
        }

        var answer = line.Ask(people[99].Ticket, Village, 1);
        Assert.Equal(49, answer.Ahead);
        Assert.InRange(answer.Wait!.Value.TotalSeconds, 40, 60);
        Assert.InRange(answer.AskAgain.TotalSeconds, 10, 19);
    }

    private WaitingLine NewLine(AdmissionOptions? options = null) => new(options ?? new AdmissionOptions(), time, random.Next);
}
