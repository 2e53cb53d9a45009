using Siskop2mi.FirstJourney;

// The guide "G to G Japan, Batch XVI" as two applicants, two offices and the programme's staff go through it, over REST only.
var server = new Uri(args.FirstOrDefault() ?? "http://localhost:8080");
try
{
    await new Journey(World.OfDemo(server)).Go();
    Console.WriteLine("\nThe whole guide is done.");
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
