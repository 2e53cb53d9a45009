using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Tests.Requests;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Too much of anything, and what breaks behind the door.</summary>
internal static class LoadRows
{
    private const string WhoAmI = "/api/v1/sessions/current";

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(100, "`X-Forwarded-For` invented to look like many addresses", new Answer(429, "rate-limited"))
            .By(typeof(FailureTests)),
        new BadInputRow(101, "more than 2,000 requests a minute of one account", new Answer(429, "rate-limited"))
        {
            Remark = "per account, so that nobody pays for a neighbour behind the same address",
        }.Of(Flood),
        new BadInputRow(102, "any request while the database is away or the node is overloaded",
            new Answer(503, "storage-unavailable"), new Answer(503, "overloaded"), new Answer(503, "node-not-active"))
                .By(typeof(FailureTests)),
        new BadInputRow(103, "a request that meets a mistake of ours", new Answer(500, "internal"))
        {
            Remark = "generic; the trace id finds it in the log",
        }.By(
            typeof(FailureTests)),
    ];

    private static async Task<IEnumerable<Sending>> Flood(Stage stage)
    {
        var person = await stage.Door.Applicant();
        await Parallel.ForAsync(0, AccountLimit.DefaultPerMinute, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (_, _) => (await person.Get(WhoAmI)).Is(200));
        return [
            new Sending(person, WhoAmI), new Sending(person, "/api/v1/offices") { Headers = [("X-Forwarded-For", "203.0.113.7")] },
            new Sending(person, "/api/v1/applications")
            {
                Method = HttpMethod.Post,
                Content = Bodies.Json(new { vacancyId = "ijepa-16-careworker" }),
            },
        ];
    }
}
