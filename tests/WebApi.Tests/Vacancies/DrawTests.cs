using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.Vacancies;

/// <summary>A draw from the announcement to the letters, and a stranger who works it out again.</summary>
[Collection(PlaceTestsCollection.Name)]
public sealed class DrawTests(PlaceWorld world) : IDisposable
{
    private const string Seed = "bunga sakura mekar di musim semi 16";

    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("siskop2mi-draw-");

    public void Dispose() => files.Delete(recursive: true);

    [Fact]
    public async Task Eight_are_in_three_are_drawn_and_anybody_can_work_it_out_again()
    {
        var vacancy = await world.Announce(new Intake { Kind = IntakeKind.Draw, Places = 3, SeedHash = HashOf(Seed) });
        using var anybody = world.Door.Anonymous();
        List<Contender> people = [];
        for (var i = 0; i < 9; i++) people.Add(await Entered(vacancy));
        await people[8].Withdraw();
        people.RemoveAt(8);
        var open = (await anybody.Get(PathOf(vacancy))).Is(200).Data;
        Assert.Equal(("open", HashOf(Seed), false), (Text(open, "state"), Text(open, "seedHash"), open.TryGetProperty("tickets", out _)));
        using var early = await world.Door.Officer(AccountRole.ProgrammeAdmin, null);
        (await early.Post(HoldPath(vacancy), new { seed = Seed })).IsProblem(409, "draw-too-early");

        world.Advance(TimeSpan.FromDays(31));
        var before = await Closed(anybody, vacancy);
        Assert.Equal(8, before.GetProperty("entries").GetInt32());
        Assert.Equal(TicketsOf(before).Order(StringComparer.Ordinal), TicketsOf(before));
        await Hold(vacancy);

        var held = (await anybody.Get(PathOf(vacancy))).Is(200);
        Assert.Equal(TicketsOf(before).Order(), TicketsOf(held.Data).Order());
        (await anybody.Get(PathOf(vacancy), ("If-None-Match", held.Tag!))).Is(304);
        var table = (await anybody.Get(PathOf(vacancy), ("Accept", "text/csv"))).Is(200);
        Assert.Equal(("text/csv", 9), (table.MediaType, table.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        (await anybody.Get(PathOf(vacancy), ("Accept", "image/png"))).IsProblem(406, "not-acceptable");
        await EverybodyHears(people, held.Data);
        await WorkedOutAgain(vacancy, before.GetRawText(), held.Text, table.Text);
    }

    [Fact]
    public async Task Who_is_not_drawn_waits_in_the_order_of_rank_where_a_line_is_kept()
    {
        var intake = new Intake { Kind = IntakeKind.Draw, Places = 1, KeepsWaitingList = true, SeedHash = HashOf(Seed) };
        var vacancy = await world.Announce(intake);
        List<Contender> people = [await Entered(vacancy), await Entered(vacancy)];
        world.Advance(TimeSpan.FromDays(31));
        using var anybody = world.Door.Anonymous();
        await Closed(anybody, vacancy);
        await Hold(vacancy);
        var ranked = (await anybody.Get(PathOf(vacancy))).Is(200).Data.GetProperty("tickets").EnumerateArray()
            .Select(one => (Text(one, "ticket"), Text(one, "outcome"))).ToList();
        Assert.Equal(["place", "waiting"], ranked.Select(one => one.Item2));
        foreach (var person in people) await person.Renew();
        var waiting = people.Single(person => DrawRule.Ticket(person.Id) == ranked[1].Item1);
        var shown = await waiting.Becomes("waiting-for-place");
        Assert.Equal((2, 0, ranked[1].Item1), (Place("number").GetInt32(), Place("ahead").GetInt32(), Place("ticket").GetString()));
        await people.Single(person => person != waiting).Becomes("submitted");

        JsonElement Place(string name) => shown.Data.GetProperty("place").GetProperty(name);
    }

    private async Task<Contender> Entered(string vacancy)
    {
        var (person, receipt) = await world.Sent(vacancy);
        var place = receipt.Data.GetProperty("place");
        Assert.Equal(("in-draw", "entered", DrawRule.Ticket(person.Id)), (
            Text(receipt.Data, "status"), Text(place, "status"), Text(place, "ticket")));
        return person;
    }

    private async Task<JsonElement> Closed(Caller anybody, string vacancy) => (await PlaceWorld.Until(
        () =>
        {
            world.Advance(TimeSpan.FromSeconds(11));
            return anybody.Get(PathOf(vacancy));
        },
        reply => reply.Is(200).Data.GetProperty("isFinal").GetBoolean())).Data;

    private async Task Hold(string vacancy)
    {
        using var central = await world.Door.Officer(AccountRole.ProgrammeAdmin, null);
        using var officer = await world.Door.Officer(AccountRole.RegionalVerifier, PlaceWorld.Office);
        (await officer.Post(HoldPath(vacancy), new { seed = Seed })).IsProblem(403, "forbidden");
        (await central.Post(HoldPath(vacancy), new { })).IsProblem(400, "validation");
        (await central.Post(HoldPath(vacancy), new { seed = "x" })).IsProblem(422, "draw-other-seed");
        var held = (await central.Post(HoldPath(vacancy), new { seed = Seed })).Is(200);
        Assert.Equal(held.Text, (await central.Post(HoldPath(vacancy), new { seed = Seed })).Is(200).Text);
        (await central.Post(HoldPath(vacancy), new { seed = "x" })).IsProblem(409, "draw-held");
    }

    private async Task EverybodyHears(List<Contender> people, JsonElement held)
    {
        var won = held.GetProperty("tickets").EnumerateArray().Where(one => Text(one, "outcome") == "place")
            .Select(one => Text(one, "ticket")!).ToHashSet();
        Assert.Equal(3, won.Count);
        foreach (var person in people)
        {
            await person.Renew();
            var isDrawn = won.Contains(DrawRule.Ticket(person.Id));
            var shown = await person.Becomes(isDrawn ? "submitted" : "not-drawn");
            var place = shown.Data.GetProperty("place");
            Assert.Equal((isDrawn ? "taken" : "lost", DrawRule.Ticket(person.Id)), (Text(place, "status"), Text(place, "ticket")));
            await world.Door.Outside.MailTo(person.Person.Email, isDrawn ? "Lamaran Anda sudah kami terima. Nomor" : "tidak terpilih");
        }
    }

    private async Task WorkedOutAgain(string vacancy, string before, string held, string table)
    {
        var (saved, published) = (Write("before.json", before), Write("held.json", held));
        AsPublished(await Verify(world.Door.Address.ToString(), vacancy));
        AsPublished(await Verify(published, "--before", saved));
        AsPublished(await Verify(published, "--before", Write("before.csv", table)));

        Differs(await Verify(Changed("swapped", draw => Swap(Rows(draw)))), "rank");
        Differs(await Verify(Changed("removed", draw => Rows(draw).RemoveAt(7))), "8 entries are announced, and 7");
        Differs(await Verify(Changed("seed", draw => draw["seed"] = "another")), "the hash of the published seed");
        Differs(await Verify(Changed("outcome", draw => Rows(draw)[7]!["outcome"] = "place")), "is published as place");
        // Taken out with all that follows from it: only who kept the list from before can tell.
        var hidden = Changed("hidden", draw => { Rows(draw).RemoveAt(7); draw["entries"] = 7; });
        AsPublished(await Verify(hidden));
        Differs(await Verify(hidden, "--before", saved), "is not in the draw");
        Assert.Equal(2, (await Verify(saved)).Code);

        string Changed(string name, Action<JsonNode> change)
        {
            var document = JsonNode.Parse(held)!;
            change(document["data"]!);
            return Write($"{name}.json", document.ToJsonString());
        }
    }

    private static JsonArray Rows(JsonNode draw) => draw["tickets"]!.AsArray();

    private static void Swap(JsonArray rows)
    {
        var (one, other) = ((string)rows[0]!["ticket"]!, (string)rows[5]!["ticket"]!);
        (rows[0]!["ticket"], rows[5]!["ticket"]) = (other, one);
    }

    private static void AsPublished((int Code, string Text) seen)
    {
        Assert.True(seen.Code == 0, seen.Text);
        Assert.EndsWith("The draw is as published.\n", seen.Text);
    }

    private static void Differs((int Code, string Text) seen, string words)
    {
        Assert.True(seen.Code == 1, seen.Text);
        Assert.Contains(words, seen.Text, StringComparison.Ordinal);
        Assert.EndsWith("The draw is NOT as published.\n", seen.Text);
    }

    private static async Task<(int Code, string Text)> Verify(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Repository.PathTo("scripts", "verify-draw"), arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await errors + await output);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(files.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string PathOf(string vacancy) => $"/api/v1/vacancies/{vacancy}/draw";

    private static string HoldPath(string vacancy) => $"/api/v1/programmes/{vacancy}/vacancies/{vacancy}/draw";

    private static IEnumerable<string> TicketsOf(JsonElement draw) =>
        draw.GetProperty("tickets").EnumerateArray().Select(one => Text(one, "ticket")!);

    private static string HashOf(string seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
