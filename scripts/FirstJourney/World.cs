namespace Siskop2mi.FirstJourney;

/// <summary>What the journey meets: a server, the letterboxes of its people, and the officers who work there.</summary>
internal sealed record World
{
    public required Uri Server { get; init; }

    /// <summary>Lists the mails to <c>?to=</c>.</summary>
    public required Uri MailBox { get; init; }

    /// <summary>Lists the text messages to <c>?to=</c>.</summary>
    public required Uri SmsBox { get; init; }

    /// <summary>An officer of the office chosen at L12.</summary>
    public required LogIn Verifier { get; init; }

    /// <summary>An officer of another office.</summary>
    public required LogIn OtherVerifier { get; init; }

    public required LogIn ProgrammeStaff { get; init; }

    /// <summary>How often a request is sent again when the server is away.</summary>
    public int Patience { get; init; } = 10;

    public TextWriter Out { get; init; } = Console.Out;

    /// <summary>A server in Development, with its demo accounts.</summary>
    public static World OfDemo(Uri server) => new()
    {
        Server = server,
        MailBox = new Uri(server, "/dev/mail"),
        SmsBox = new Uri(server, "/dev/sms"),
        Verifier = new LogIn("petugas.jabar@siskop2mi.test", "Petugas#2026"),
        OtherVerifier = new LogIn("petugas.jateng@siskop2mi.test", "Petugas#2026"),
        ProgrammeStaff = new LogIn("program@siskop2mi.test", "Petugas#2026"),
    };

    /// <summary>Announces a step under its number in the guide: A and L of the SISKOP2MI guide, B and C of the SIAPkerja guide.</summary>
    public void Step(string number, string words) => Out.WriteLine($"\n== {number,-4} {words}");

    /// <summary>Stops the journey when something is not as the guide says.</summary>
    public static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new UnexpectedAnswerException(otherwise);
    }
}

/// <summary>An account's name and password.</summary>
internal sealed record LogIn(string Name, string Password);
