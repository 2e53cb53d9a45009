using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Documents;
using Siskop2mi.WebApi.Documents.Scanning;
using Siskop2mi.WebApi.Node;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Pages.Applicants;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;
using Siskop2mi.WebApi.Text;
using Siskop2mi.WebApi.Vacancies;

namespace Siskop2mi.WebApi;

/// <summary>The REST front door, to be added to a program that hosts a node.</summary>
public static class WebApiModule
{
    /// <summary>
    /// Registers the front door. The program beside it registers the node (grain factory, queries, catalogues, blob store)
    /// and where Data Protection keeps its keys.
    /// </summary>
    public static IServiceCollection AddWebApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(QuietLogs.Apply);
        services.Configure<KestrelServerOptions>(RequestLimits.Apply);
        services.Configure<SocketTransportOptions>(RequestLimits.Apply);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new TextCatalogue(isStrict: configuration.GetValue("Text:Strict", false)));
        services.AddSingleton<PhantomLogIns>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton(provider => OfficerTotp.Of(configuration, provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton<PasswordResets>();
        services.AddSingleton<AccountRecoveries>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<ActivationLinks>();
        services.AddSingleton<Registrations>();
        services.AddSingleton<LogIns>();
        services.AddSingleton<Wallet>();
        services.AddSingleton<UploadQuota>();
        services.AddSingleton<FileIntake>();
        services.AddSingleton(configuration.GetSection("FileScan").Get<FileScanOptions>() ?? new FileScanOptions());
        services.AddSingleton<IFileScanner, ClamdScanner>();
        services.AddSingleton<Photos>();
        services.AddSingleton<ApplicationAnswers>();
        services.AddSingleton<QueueRows>();
        services.AddSingleton<ResultPublisher>();
        services.AddSingleton<RouteAccessCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<RouteAccessCheck>());
        services.AddDataProtection().SetApplicationName("siskop2mi");
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        SessionSchemes.Add(services);
        AttemptLimits.Add(services, configuration);
        AdmissionSetup.Add(services, configuration);
        OpenApiSetup.Add(services);
        LettersApi.Add(services, configuration);
        VacanciesApi.Add(services, configuration);
        DrawApi.Add(services);
        return services;
    }

    /// <summary>Puts the pipeline together and maps the routes. A route the program maps itself declares who may call it, too.</summary>
    public static WebApplication MapWebApi(this WebApplication app)
    {
        app.Use(ReceivedAt.Stamp);
        app.UseTrustedProxy();
        app.Use(SecurityHeaders.With(app.Environment.IsDevelopment()));
        app.Use(QuietLogs.Log);
        app.UseMiddleware<FailureAnswers>();
        app.UseStandbyGate();
        app.UseRouting();
        // Before anything that costs: what is refused here has cost a look at the route.
        app.Use(app.Services.GetRequiredService<FrontGate>().Pass);
        app.Use(RequestShape.Check);
        app.UseAuthentication();
        // After the token is read and before the account is asked: a flood costs no grain anything.
        app.UseRateLimiter();
        app.Use(AccountCheck.Check);
        app.UseAuthorization();

        var api = app.MapGroup(Routes.Root);
        RegistrationsApi.Map(api);
        SessionsApi.Map(api);
        PasswordResetsApi.Map(api);
        AccountRecoveriesApi.Map(api);
        OfficersApi.Map(api);
        TotpApi.Map(api);
        ProfileApi.Map(api);
        PhotoApi.Map(api);
        RegionsApi.Map(api);
        DocumentsApi.Map(api);
        NumberChecksApi.Map(api);
        VacanciesApi.Map(api);
        EligibilityApi.Map(api);
        ApplicationsApi.Map(api);
        PlacesApi.Map(api);
        DrawApi.Map(api);
        ProgrammePlacesApi.Map(api);
        VerificationApi.Map(api);
        AppointmentsApi.Map(api);
        LettersApi.Map(app, api);
        VerdictsApi.Map(api);
        ResultsApi.Map(api);
        ReasonsApi.Map(api);
        OfficesApi.Map(api);
        WaitingLineApi.Map(api);
        ActivationPage.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowEverybody();
        app.Services.GetRequiredService<RouteAccessCheck>().Watch(app);
        return app;
    }
}
