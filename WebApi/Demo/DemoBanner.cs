using Siskop2mi.Silo;
using Siskop2mi.WebApi.Node;

namespace Siskop2mi.WebApi.Demo;

/// <summary>Says on the console where the server is and what to try first, once it serves.</summary>
internal sealed class DemoBanner(NodeState node, IHostApplicationLifetime life, ServerAddress server) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        using var registration = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var address = server.Url;
        Console.WriteLine(node.Role is NodeRole.Active
            ? $"Siskop2mi listens on {address}" : $"Siskop2mi listens on {address} and waits to become the active node.");
        await node.WhenActive.WaitAsync(stoppingToken);
        Console.WriteLine(Words(address));
    }

    private static string Words(string address) =>
        $"""

        Siskop2mi serves on {address}

          applicant   {DemoAccounts.ApplicantLogIn,-32} {DemoAccounts.ApplicantPassword}
        {string.Join('\n', DemoAccounts.Officers.Select(Line))}

        Try first:
          scripts/first-journey {address}          the whole guide, step by step
          curl {address}/api/v1/vacancies?country=JP
          {address}/dev/mail                       every mail that was sent
          {address}/dev/sms                        every text message that was sent
          {address}/openapi/v1.json                the contract

        Stop with Ctrl+C. Everything is kept under .data/.
        """;

    private static string Line(DemoOfficer officer) =>
        $"  {(officer.OfficeId is null ? "central" : "officer"),-11} {officer.LogIn,-32} {DemoAccounts.OfficerPassword}";
}
