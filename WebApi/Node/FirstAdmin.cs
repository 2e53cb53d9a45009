using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Primitives;
using Siskop2mi.Silo;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Node;

/// <summary>
/// Appoints the first administrator, whom nobody else can: a node of its own that serves nobody, for as long as it takes. Everybody
/// else is appointed by an administrator.
/// </summary>
internal static class FirstAdmin
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What to tell the operator: where and with which code the administrator chooses a password.</summary>
    public static async Task<string> Appoint(Ground ground, string email, string name)
    {
        if (!EmailAddress.TryParse(email, out var address, out _)) throw new FirstAdminException($"'{email}' is no e-mail address.");
        if (!PersonName.TryClean(name, out var fullName, out _)) throw new FirstAdminException("The name cannot be kept as a name.");
        await using var app = Node(ground);
        await app.StartAsync();
        try
        {
            await WaitUntilActive(app);
            return await Appoint(app.Services, address, fullName);
        }
        finally
        {
            await app.StopAsync();
        }
    }

    private static WebApplication Node(Ground ground)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddSiskop2miNode(ground.Node, ground.Keys);
        builder.Services.AddWebApi(builder.Configuration);
        return builder.Build();
    }

    private static async Task WaitUntilActive(WebApplication app)
    {
        try
        {
            await app.Services.GetRequiredService<NodeState>().WhenActive.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new FirstAdminException(
                "Another node is active. Stop the server for this one command, or let an administrator appoint the next one.");
        }
    }

    private static async Task<string> Appoint(IServiceProvider services, EmailAddress address, string fullName)
    {
        new CallOrigin("operator", "operator", "appoint-admin").Apply();
        var id = Ids.Derive("officer", address.Reveal());
        var account = services.GetRequiredService<IGrainFactory>().GetGrain<IAccountGrain>(id);
        var outcome = await account.Appoint(new AppointOfficer
        {
            Role = AccountRole.SystemAdmin,
            OfficeId = null,
            FullName = fullName,
            Email = address,
            PasswordHash = await services.GetRequiredService<PasswordHashing>().Hash(Ids.New(), CancellationToken.None),
            SecurityStamp = Ids.NewStamp(),
        });
        if (outcome.Refusal is not null) throw new FirstAdminException("The address belongs to another account already.");
        await account.RequestPasswordReset(new RequestPasswordReset(ActivationChannel.Email, Ids.NewCode()));
        var code = (await account.GetCredentials()).ResetCode?.Value?.Reveal()
            ?? throw new FirstAdminException("A code was sent to the address a moment ago. Wait a minute and try again.");
        var ticket = services.GetRequiredService<PasswordResets>().Seal(id);
        return $$"""
            {{address.Reveal()}} is an administrator. Start the server and choose a password within ten minutes:

              curl -X POST ADDRESS{{Routes.Root}}/password-resets/{{ticket}}/password \
                -H 'Content-Type: application/json' -d '{"code":"{{code}}","password":"..."}'

            Later: POST {{Routes.Root}}/password-resets {"login":"{{address.Reveal()}}"} mails another code.
            """;
    }
}

/// <summary>No administrator was appointed.</summary>
internal sealed class FirstAdminException(string message) : Exception(message);
