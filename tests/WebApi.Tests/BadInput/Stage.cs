using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>The people who send bad inputs, and what can be looked up about what came of it.</summary>
public sealed class Stage(FrontDoorFixture door) : IAsyncLifetime
{
    internal FrontDoorFixture Door { get; } = door;

    /// <summary>Nobody who is logged in.</summary>
    internal Caller Stranger { get; } = door.Anonymous();

    /// <summary>An applicant with a draft that lacks nothing.</summary>
    internal Caller Applicant { get; private set; } = null!;

    internal string Draft { get; private set; } = null!;

    /// <summary>Somebody else, with a draft and documents of their own.</summary>
    internal Caller Other { get; private set; } = null!;

    internal string OtherDraft { get; private set; } = null!;

    internal string OtherDocument { get; private set; } = null!;

    /// <summary>An applicant who has filled in nothing.</summary>
    internal Caller Newcomer { get; private set; } = null!;

    /// <summary>An officer of the office the drafts go to.</summary>
    internal Caller Officer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Applicant = await Door.Applicant(People.Password);
        Draft = await Applicant.Drafted();
        Other = await Door.Applicant();
        OtherDraft = await Other.Drafted();
        OtherDocument = (await Other.Get("/api/v1/documents")).Is(200).Data[0].GetProperty("id").GetString()!;
        Newcomer = await Door.Applicant();
        Officer = await Door.Officer(AccountRole.RegionalVerifier, "bp3mi-jawa-barat");
    }

    public Task DisposeAsync()
    {
        foreach (var caller in new[] { Stranger, Applicant, Other, Newcomer, Officer }) caller.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The tag of the applicant's draft or profile as it is now.</summary>
    internal async Task<string> TagOf(string path) => (await Applicant.Get(path)).Is(200).Tag!;

    /// <summary>A draft exactly as it is kept: version and every byte of its state.</summary>
    internal Task<string> Kept(string applicationId) => Text("select version || ' ' || state::text from application where key = $1",
        applicationId);

    /// <summary>The events that came of these requests, by their trace ids.</summary>
    internal async Task<IReadOnlyList<string>> EventsOf(IEnumerable<string> traces)
    {
        var found = await Text("select coalesce(string_agg(type, ' ' order by id), '') from event where process = any($1)",
            traces.ToArray());
        return found.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A request head as text and a body, as they go over the wire.</summary>
    internal static byte[] Wire(string head, string body = "") =>
        Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n" + body);

    private async Task<string> Text(string sql, object parameter)
    {
        await using var command = Door.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        command.Parameters.AddWithValue(parameter);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
