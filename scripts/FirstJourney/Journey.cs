namespace Siskop2mi.FirstJourney;

/// <summary>
/// Two people and the guide: a nurse who does things wrong and mends them, and a careworker for whom all goes well until a
/// change of mind.
/// </summary>
internal sealed class Journey(World world)
{
    /// <summary>The BP3MI both choose.</summary>
    public const string Office = "bp3mi-jawa-barat";

    private const string SentBackType = "diploma";

    public async Task Go()
    {
        using var nurse = new Applicant(world, Person.Invent(), "ijepa-16-nurse");
        using var careworker = new Applicant(world, Person.Invent(), "ijepa-16-careworker");
        using var office = new Office(world);
        using var programme = new Programme(world);

        world.Out.WriteLine($"\n#### {nurse.Person.FullName}, nurse (Kangoshi)");
        await nurse.OpenAccount(bySms: true);
        await nurse.FillProfile(onlyBiodata: true);
        await nurse.BeginApplication();
        await nurse.MeetTheWarning();
        await nurse.FillProfile(onlyBiodata: false);
        await CompleteAndSubmit(nurse);
        await nurse.BookSlotAndPrintLetter();

        world.Out.WriteLine($"\n#### {careworker.Person.FullName}, careworker (Kaigofukushishi)");
        await ApplyUntilSubmitted(careworker);
        await careworker.BookSlotAndPrintLetter();

        world.Out.WriteLine("\n#### Verification of the documents");
        await office.LogIn();
        await office.SendBack(nurse, SentBackType);
        await nurse.MendWhatWasSentBack(SentBackType);
        await office.VerifyWhatChanged(nurse, SentBackType);
        await office.Verify(careworker);
        await nurse.SeeStatus("documents-verified");

        world.Out.WriteLine("\n#### Selection");
        await programme.LogIn();
        await programme.Publish("admin-passed", passed: [nurse, careworker], failed: []);
        await programme.Publish("test-passed", passed: [nurse, careworker], failed: []);
        await programme.Publish("interviewed", passed: [nurse, careworker], failed: []);
        await programme.Publish("matched", passed: [careworker], failed: [nurse]);
        await nurse.SeeStatus("unsuccessful");
        await careworker.WithdrawAfterMatching();
        await careworker.SeeStatus("withdrawn");
    }

    /// <summary>The straight way from a new account to the receipt.</summary>
    public static async Task ApplyUntilSubmitted(Applicant applicant)
    {
        await applicant.OpenAccount(bySms: false);
        await applicant.FillProfile(onlyBiodata: false);
        await applicant.BeginApplication();
        await CompleteAndSubmit(applicant);
    }

    private static async Task CompleteAndSubmit(Applicant applicant)
    {
        await applicant.CheckProfile();
        await applicant.UploadAndPick();
        await applicant.Submit();
    }
}
