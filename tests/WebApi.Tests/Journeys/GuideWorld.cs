using Siskop2mi.Domain.Applicants;
using Siskop2mi.FirstJourney;
using Siskop2mi.WebApi.Tests.Support;
using Xunit.Abstractions;

namespace Siskop2mi.WebApi.Tests.Journeys;

/// <summary>The journey's world over the server of a test: its letterboxes are the simulators, its officers are appointed here.</summary>
internal static class GuideWorld
{
    private const string Password = "Kamboja#Merah77";

    public static async Task Walk(FrontDoorFixture door, int patience, ITestOutputHelper output)
    {
        var told = new StringWriter();
        var world = new World
        {
            Server = door.Address,
            MailBox = new Uri(door.Outside.Http.BaseAddress!, "mail"),
            SmsBox = new Uri(door.Outside.Http.BaseAddress!, "sms"),
            Verifier = await Officer(door, AccountRole.RegionalVerifier, Journey.Office),
            OtherVerifier = await Officer(door, AccountRole.RegionalVerifier, "bp3mi-jawa-tengah"),
            ProgrammeStaff = await Officer(door, AccountRole.ProgrammeAdmin, null),
            Patience = patience,
            Out = told,
        };
        try
        {
            await new Journey(world).Go();
        }
        catch
        {
            output.WriteLine(told.ToString());
            throw;
        }
    }

    private static async Task<LogIn> Officer(FrontDoorFixture door, AccountRole role, string? office)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var officer = await door.Officer(role, office, Password);
                return new LogIn(officer.Email!, Password);
            }
            catch (Exception) when (attempt < 20)
            {
                // A hostile server may drop the call; the next try appoints somebody else.
            }
        }
    }
}
