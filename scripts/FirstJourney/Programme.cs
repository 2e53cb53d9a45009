using System.Text;

namespace Siskop2mi.FirstJourney;

/// <summary>The programme's staff, who publish the results of a stage from a table.</summary>
internal sealed class Programme(World world) : IDisposable
{
    private const string Results = "/api/v1/programmes/ijepa-16/results";

    private readonly Api api = new(world);

    public void Dispose() => api.Dispose();

    public async Task LogIn()
    {
        world.Step("S", "Programme staff log in");
        var session = await api.Post(
            "/api/v1/sessions", new { login = world.ProgrammeStaff.Name, world.ProgrammeStaff.Password, mode = "bearer" }, 200);
        api.UseToken(session.GetProperty("accessToken").GetString()!);
    }

    /// <summary>A table with a wrong line is shown and refused; without it, it is published, and published again harmlessly.</summary>
    public async Task Publish(string stage, Applicant[] passed, Applicant[] failed)
    {
        world.Step("S", $"Results of {stage}: first a table with a wrong line, which shows where; then the right one");
        var table = Table(stage, passed, failed);
        var wrong = await api.PostTable($"{Results}/preview", table + "JP16-0000-0000," + stage + ",passed,,\n", 200);
        World.Require(wrong.GetProperty("errors").GetArrayLength() == 1, "The wrong line was not shown.");

        var preview = await api.PostTable($"{Results}/preview", table, 200);
        World.Require(preview.GetProperty("errors").GetArrayLength() == 0, "A right line was called wrong.");
        var (hash, key) = (preview.GetProperty("hash").GetString(), Guid.NewGuid().ToString());
        await api.PostTable($"{Results}?hash={hash}", table, 200, key);
        await api.PostTable($"{Results}?hash={hash}", table, 200, key);
    }

    private static string Table(string stage, Applicant[] passed, Applicant[] failed)
    {
        var table = new StringBuilder("reference,stage,result,score,reason\n");
        foreach (var applicant in passed) table.Append(applicant.Reference).Append(',').Append(stage).Append(",passed,,\n");
        foreach (var applicant in failed) table.Append(applicant.Reference).Append(',').Append(stage).Append(",failed,,\n");
        return table.ToString();
    }
}
