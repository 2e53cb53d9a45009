using System.Text.RegularExpressions;

namespace Siskop2mi.FirstJourney;

/// <summary>A person who opens an account and applies: account guide B and C, SISKOP2MI guide A and L.</summary>
internal sealed partial class Applicant(World world, Person person, string vacancy) : IDisposable
{
    private const string Me = "/api/v1/applicants/me";

    // What the profile warns about at L4 when only biodata are there.
    private static readonly string[] AskedAtL4 = ["parents-missing", "emergency-contact-missing"];

    private readonly Api api = new(world);

    /// <summary>Known once it was begun; set it to go on with one begun before.</summary>
    public string ApplicationId { get; set; } = "";

    /// <summary>The short number people read out.</summary>
    public string Reference { get; private set; } = "";

    public Person Person => person;

    private string Path => $"/api/v1/applications/{ApplicationId}";

    public void Dispose() => api.Dispose();

    /// <summary>A1-A4: from nothing to logged in.</summary>
    public async Task OpenAccount(bool bySms)
    {
        world.Step("A1", "Register (Daftar); B2: NIK, name and mother's name are checked with the civil registry");
        var identity = new { person.NationalId, person.FullName, person.MotherName, ConsentVersion = "2026-01" };
        var id = (await api.Post("/api/v1/registrations", identity, 201, NewKey())).GetProperty("id").GetString();

        world.Step("A2", "Choose e-mail, mobile number and password; a password that everybody knows is not taken");
        var credentials = new { person.Email, person.Mobile, person.Password, ActivateBy = bySms ? "sms" : "email" };
        await api.Post($"/api/v1/registrations/{id}/credentials", credentials with { Password = "Password123!" }, 422);
        await api.Post($"/api/v1/registrations/{id}/credentials", credentials, 202);

        world.Step("A3", bySms ? "B2: Enter the code from the text message" : "Open the link in the activation mail");
        var code = bySms ? await Find(world.SmsBox, person.Mobile, SmsCode()) : await Find(world.MailBox, person.Email, MailLink());
        // A code works once. If it did and the answer was lost, logging in shows it.
        await api.Post($"/api/v1/registrations/{id}/activation", new { code }, 200, whenSentAgain: bySms ? 401 : 410);
        await LogIn(bySms);
    }

    /// <summary>A4: in again, as one would on another day.</summary>
    public async Task LogIn(bool byMobile)
    {
        world.Step("A4", byMobile ? "Log in with the mobile number (Masuk)" : "Log in with the e-mail address (Masuk)");
        var session = await api.Post(
            "/api/v1/sessions", new { login = byMobile ? person.Mobile : person.Email, person.Password, mode = "bearer" }, 200);
        api.UseToken(session.GetProperty("accessToken").GetString()!);
    }

    /// <summary>A5, C1-C7: the profile, all of it or only biodata.</summary>
    public async Task FillProfile(bool onlyBiodata)
    {
        world.Step("A5", onlyBiodata ? "Begin the profile (Profil Saya) with biodata" : "Fill the profile (Profil Saya), step by step");
        await api.Get($"{Me}/profile");
        foreach (var (step, body) in Profile.StepsOf(person).Where(entry => !onlyBiodata || entry.Step == "biodata"))
            await api.Put($"{Me}/profile/{step}", body);
        if (!onlyBiodata) await api.Upload(HttpMethod.Put, $"{Me}/photo", [], Sample.Photo, 200);
    }

    /// <summary>L1-L3: find the position and begin.</summary>
    public async Task BeginApplication()
    {
        world.Step("L1", "Open the vacancies (Lowongan)");
        await api.Get("/api/v1/vacancies");
        world.Step("L2", "Search the country (Cari Negara): Japan");
        await api.Get("/api/v1/vacancies?country=JP");
        world.Step("L3", $"Apply (Lamar) for {vacancy}; what the position demands, and what I meet of it");
        await api.Get($"/api/v1/vacancies/{vacancy}/eligibility");
        var begun = await api.Post("/api/v1/applications", new { vacancyId = vacancy }, 201, whenSentAgain: 200);
        ApplicationId = begun.GetProperty("id").GetString()!;
    }

    /// <summary>L4: what is missing is said, with the place to mend it; sending is refused and loses nothing.</summary>
    public async Task MeetTheWarning()
    {
        world.Step("L4", "Check the personal data: what is missing is a warning with the place to mend it");
        var before = await api.Get(Path);
        var missing = before.GetProperty("missing").EnumerateArray().ToList();
        foreach (var code in AskedAtL4)
            World.Require(
                missing.Any(one => one.GetProperty("code").GetString() == code && one.TryGetProperty("fix", out _)),
                $"The warning does not name {code} with the place to mend it.");
        await api.Post($"{Path}/submission", null, 409, NewKey());
        World.Require(
            before.GetProperty("revision").GetInt32() == (await api.Get(Path)).GetProperty("revision").GetInt32(),
            "A refused submission changed the draft.");
    }

    /// <summary>L5-L6: nothing of the profile is missing any more.</summary>
    public async Task CheckProfile()
    {
        world.Step("L5", "Check personal data and domicile");
        await api.Get($"{Me}/profile");
        world.Step("L6", "Check the parents' data; on to the documents");
        var missing = (await api.Get(Path)).GetProperty("missing").EnumerateArray().Select(one => one.GetProperty("code").GetString());
        World.Require(!missing.Intersect(AskedAtL4).Any(), "The profile is filled, and something of it is still missing.");
    }

    /// <summary>L7-L11: every document the position demands, from the wallet or uploaded now.</summary>
    public async Task UploadAndPick()
    {
        world.Step("L7", "Upload the documents demanded (Unggah Dokumen)");
        var demanded = (await api.Get($"/api/v1/vacancies/{vacancy}")).GetProperty("requiredDocuments").EnumerateArray()
            .Where(document => !document.GetProperty("optional").GetBoolean())
            .Select(document => document.GetProperty("type").GetString()!);
        var papers = new Papers(world, api, person);
        var picks = await papers.UploadAll([.. demanded]);

        world.Step("L8", "Pick them from my documents (Dokumen Saya)");
        await api.Get("/api/v1/documents");
        await api.Get(Path);
        await api.Put($"{Path}/documents", new { documents = picks });
    }

    /// <summary>L12: the last step, and sending; a second click gets the same receipt.</summary>
    public async Task Submit()
    {
        world.Step("L12", "Finish: message (optional), BP3MI for the verification, passport recommendation; Simpan");
        await api.Get(Path);
        await api.Put(
            $"{Path}/last-step",
            new { officeId = Journey.Office, needsPassportRecommendation = true, message = "Mohon diproses, terima kasih." });
        var key = NewKey();
        var first = await api.Post($"{Path}/submission", null, 200, key);
        var second = await api.Post($"{Path}/submission", null, 200, key);
        World.Require(first.GetRawText() == second.GetRawText(), "The two receipts differ.");
        Reference = first.GetProperty("reference").GetString()!;
    }

    /// <summary>After submit: a slot at the office, and the letter to bring, checked by its QR code.</summary>
    public async Task BookSlotAndPrintLetter()
    {
        world.Step("+", "Take a slot at the office");
        var slots = await api.Get($"{Path}/appointment-slots");
        var free = slots.GetProperty("slots").EnumerateArray().First(slot => slot.GetProperty("free").GetInt32() > 0);
        await api.Put(
            $"{Path}/appointment",
            new { date = slots.GetProperty("date").GetString(), time = free.GetProperty("time").GetString() },
            isChecked: false);
        world.Step("+", "Download the application letter (surat lamaran) and verify its QR code");
        await new Letter(world, api).Verify(await api.Download($"{Path}/letter"), Reference);
    }

    /// <summary>Sent back: exactly the items to fix; mend them and send again.</summary>
    public async Task MendWhatWasSentBack(string expectedType)
    {
        world.Step("+", "Sent back: see exactly what to fix, upload another version, send again");
        var sentBack = await api.Get(Path);
        var toFix = sentBack.GetProperty("toFix").EnumerateArray().Select(item => item.GetProperty("type").GetString()!).ToList();
        World.Require(toFix.SequenceEqual([expectedType]), $"To be fixed is {string.Join(", ", toFix)}, not {expectedType}.");
        var picks = sentBack.GetProperty("documents").EnumerateObject().ToDictionary(pick => pick.Name, pick => pick.Value.GetString()!);
        picks[expectedType] = await new Papers(world, api, person).Replace(expectedType, picks[expectedType]);
        await api.Get(Path);
        await api.Put($"{Path}/documents", new { documents = picks });
        await api.Post($"{Path}/submission", null, 200, NewKey());
    }

    /// <summary>Looks at the application and its timeline.</summary>
    public async Task SeeStatus(string expected)
    {
        world.Step("+", $"{person.FullName} looks at the application and its timeline");
        var status = (await api.Get(Path)).GetProperty("status").GetString();
        World.Require(status == expected, $"The application is {status}, not {expected}.");
        await api.Get($"{Path}/timeline");
    }

    /// <summary>Withdraws after matching, which bars for two years; says so first.</summary>
    public async Task WithdrawAfterMatching()
    {
        world.Step("+", "Withdraw after matching: first the warning that it bars, then all the same; a new application is refused");
        var reason = (await api.Get("/api/v1/reasons")).EnumerateArray()
            .First(one => one.GetProperty("use").GetString() == "withdrawal" && !one.GetProperty("needsNote").GetBoolean())
            .GetProperty("code").GetString();
        await api.Post($"{Path}/withdrawal", new { reason }, 409);
        await api.Post($"{Path}/withdrawal", new { reason, acceptBar = true }, 200);
        await api.Post("/api/v1/applications", new { vacancyId = vacancy }, 409);
    }

    private async Task<string> Find(Uri box, string to, Regex wanted)
    {
        for (var attempt = 0; attempt < 120; attempt++)
        {
            var messages = await api.Get($"{box}?to={Uri.EscapeDataString(to)}");
            foreach (var message in messages.EnumerateArray())
            {
                if (wanted.Match(message.GetProperty("text").GetString()!) is { Success: true } found) return found.Groups[1].Value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        throw new UnexpectedAnswerException($"No message for {to} came within a minute.");
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    [GeneratedRegex(@"/activation/[^/\s]+/([^\s""<]+)")]
    private static partial Regex MailLink();

    [GeneratedRegex(@"\b([0-9]{6})\b")]
    private static partial Regex SmsCode();
}
