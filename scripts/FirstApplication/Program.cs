using Siskop2mi.FirstApplication;

// A first application to G to G Japan, Batch XVI, as an applicant and an officer would make it, over REST only.
var server = new Uri(args.FirstOrDefault() ?? "http://localhost:8080");
try
{
    var person = Person.Invent();
    using var applicant = new ApplicantSteps(server, person);
    var applicationId = await applicant.ApplyUntilSubmitted();
    await new OfficerSteps(server).Verify(applicationId, person);
    await applicant.SeeVerified(applicationId);
    Console.WriteLine("\nThe whole way is done.");
    return 0;
}
catch (UnexpectedAnswerException unexpected)
{
    Console.Error.WriteLine($"\nStopped: {unexpected.Message}");
    return 1;
}
catch (HttpRequestException away)
{
    Console.Error.WriteLine($"\nNo answer from {server}: {away.Message}\nIs ./run running? Name another address as the first argument.");
    return 1;
}
