using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Siskop2mi.Simulators;
using Siskop2mi.Simulators.CivilRegistry;
using Siskop2mi.Simulators.Mail;
using Siskop2mi.Simulators.Sms;
using Siskop2mi.Simulators.StrRegister;

SimulatorOptions options;
try
{
    options = SimulatorOptions.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(SimulatorOptions.Usage);
    return 2;
}

// The content root is the program's own folder: the caller's folder may hold settings that are not ours.
var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Logging.ClearProviders();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);   // stdout holds the ready line only
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
builder.Services.AddSingleton(options);
builder.Services.AddSingleton<MailStore>();
builder.Services.AddSingleton<SmsStore>();
builder.Services.AddSingleton<SmtpServer>();
builder.Services.AddHostedService(services => services.GetRequiredService<SmtpServer>());

await using var app = builder.Build();
app.MapGet("/health/live", () => Results.Text("alive"));
app.MapCivilRegistry();
app.MapStrRegister();
app.MapSms();
app.MapMail();
try
{
    await app.StartAsync();
}
catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException)
{
    Console.Error.WriteLine($"Could not listen: {failure.Message}");
    return 1;
}

var http = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
Console.WriteLine(JsonSerializer.Serialize(new { http, smtp = app.Services.GetRequiredService<SmtpServer>().Address.ToString() }));
if (options.ExitWithParent) _ = StopWhenInputEnds(app.Lifetime);
await app.WaitForShutdownAsync();
return 0;

static async Task StopWhenInputEnds(IHostApplicationLifetime lifetime)
{
    await using var input = Console.OpenStandardInput();
    var nothing = new byte[256];
    while (await input.ReadAsync(nothing) > 0) { }
    lifetime.StopApplication();
}
