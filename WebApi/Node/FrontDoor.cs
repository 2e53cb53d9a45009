using Siskop2mi.Silo;
using Siskop2mi.WebApi.Demo;
using Siskop2mi.WebApi.Notifications;

namespace Siskop2mi.WebApi.Node;

/// <summary>Puts the front door on a node: REST, mails, health; in Development the demo as well.</summary>
internal static class FrontDoor
{
    public static void AddFrontDoor(this WebApplicationBuilder builder, SimulatorProcess? simulators)
    {
        builder.Services.AddWebApi(builder.Configuration);
        builder.Services.AddSingleton(builder.Configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions());
        builder.Services.AddSingleton<ServerAddress>();
        builder.Services.AddSingleton<ApplicationWords>();
        builder.Services.AddSingleton<RecoveryLetters>();
        builder.Services.AddSingleton<MessageComposer>();
        builder.Services.AddSingleton<SmtpMailer>();
        foreach (var isAwaited in new[] { true, false })
            builder.Services.AddSingleton<INodeDuty>(services => ActivatorUtilities.CreateInstance<MessageRequests>(services, isAwaited));
        builder.Services.AddSingleton<INodeDuty, MessageDelivery>();
        if (!builder.Environment.IsDevelopment()) return;

        builder.Services.AddSingleton<INodeDuty, DemoLoader>();
        builder.Services.AddHostedService<DemoBanner>();
        if (simulators is not null) builder.Services.AddSingleton(simulators);
    }

    public static void UseFrontDoor(this WebApplication app)
    {
        app.MapHealth();
        app.MapWebApi();
        if (app.Services.GetService<SimulatorProcess>() is not { } simulators) return;
        app.MapDevMessages(simulators.Http);
    }
}
