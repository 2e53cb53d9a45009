namespace Siskop2mi.FirstApplication;

/// <summary>The officer's side: the BP3MI that the applicant chose.</summary>
internal sealed class OfficerSteps(Uri server)
{
    private readonly Api api = new(server);

    public async Task Verify(string applicationId, Person person)
    {
        Console.WriteLine("\n== An officer of the chosen BP3MI logs in and looks at the queue");
        var session = await api.Post(
            "/api/v1/sessions", new { login = "petugas.jabar@siskop2mi.test", password = "Petugas#2026", mode = "bearer" }, 200);
        api.UseToken(session.GetProperty("data").GetProperty("accessToken").GetString()!);
        await api.Get("/api/v1/verification/queue");

        Console.WriteLine("\n== The officer claims the dossier, opens a document, and finds everything in order");
        await api.Post($"/api/v1/verification/applications/{applicationId}/claim", null, 200);
        var dossier = await api.Get($"/api/v1/verification/applications/{applicationId}");
        if (!dossier.GetRawText().Contains(person.NationalId))
            throw new UnexpectedAnswerException("The dossier does not show the NIK to compare with.");
        var scan = await api.Download($"/api/v1/verification/applications/{applicationId}/documents/diploma/content");
        if (scan is not [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..])
            throw new UnexpectedAnswerException("The document is not the PDF that was uploaded.");
        await api.Post($"/api/v1/verification/applications/{applicationId}/verification", new { acceptAll = true }, 200);
    }
}
