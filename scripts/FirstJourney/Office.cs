namespace Siskop2mi.FirstJourney;

/// <summary>Officers of the BP3MI that the applicants chose, and one of another.</summary>
internal sealed class Office(World world) : IDisposable
{
    private readonly Api api = new(world);
    private readonly Api other = new(world);

    public void Dispose()
    {
        api.Dispose();
        other.Dispose();
    }

    public async Task LogIn()
    {
        world.Step("V", "An officer of the chosen BP3MI logs in and looks at the queue; so does one of another office");
        await LogIn(api, world.Verifier);
        await LogIn(other, world.OtherVerifier);
        await api.Get("/api/v1/verification/queue?claimed=free");
    }

    /// <summary>Claims a dossier, opens a document, sends one back with a reason.</summary>
    public async Task SendBack(Applicant applicant, string type)
    {
        world.Step("V", $"The officer claims {applicant.Reference}, opens a document, and sends it back with a reason");
        await other.Get(PathOf(applicant), 404);
        await api.Post($"{PathOf(applicant)}/claim", null, 200);
        await LookAt(applicant, type);
        await api.Put(
            $"{PathOf(applicant)}/verdicts/{type}", new { verdict = "needs-fix", reason = "file-unreadable" }, isChecked: false);
        await api.Post($"{PathOf(applicant)}/return", new { message = "Mohon pindai ulang." }, 200);
    }

    /// <summary>Sees only what changed, and verifies.</summary>
    public async Task VerifyWhatChanged(Applicant applicant, string type)
    {
        world.Step("V", $"{applicant.Reference} came back: only {type} changed; the officer finds it in order");
        await api.Post($"{PathOf(applicant)}/claim", null, 200);
        var changed = (await api.Get(PathOf(applicant))).GetProperty("items").EnumerateArray()
            .Where(item => item.GetProperty("changedSince").GetBoolean()).Select(item => item.GetProperty("type").GetString()!).ToList();
        World.Require(changed.SequenceEqual([type]), $"Changed is {string.Join(", ", changed)}, not {type}.");
        await api.Put($"{PathOf(applicant)}/verdicts/{type}", new { verdict = "ok" }, isChecked: false);
        await api.Post($"{PathOf(applicant)}/verification", new { acceptAll = true }, 200);
    }

    /// <summary>A clean case in three steps: claim, look, accept.</summary>
    public async Task Verify(Applicant applicant)
    {
        world.Step("V", $"A clean case, {applicant.Reference}: claim, look, accept");
        await api.Post($"{PathOf(applicant)}/claim", null, 200);
        await LookAt(applicant, "diploma");
        await api.Post($"{PathOf(applicant)}/verification", new { acceptAll = true }, 200);
    }

    private async Task LookAt(Applicant applicant, string type)
    {
        var dossier = await api.Get(PathOf(applicant));
        World.Require(
            dossier.GetRawText().Contains(applicant.Person.NationalId, StringComparison.Ordinal),
            "The dossier does not show the NIK to compare with.");
        var scan = await api.Download($"{PathOf(applicant)}/documents/{type}/content");
        World.Require(scan.AsSpan().SequenceEqual(Sample.Scan.Bytes), "The document is not the PDF that was uploaded.");
    }

    private static async Task LogIn(Api api, LogIn officer)
    {
        var session = await api.Post("/api/v1/sessions", new { login = officer.Name, officer.Password, mode = "bearer" }, 200);
        api.UseToken(session.GetProperty("accessToken").GetString()!);
    }

    private static string PathOf(Applicant applicant) => $"/api/v1/verification/applications/{applicant.ApplicationId}";
}
