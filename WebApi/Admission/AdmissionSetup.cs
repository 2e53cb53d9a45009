using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Admission;

/// <summary>Registers the front gate.</summary>
internal static class AdmissionSetup
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(AdmissionOptions.Of(configuration));
        services.AddSingleton<Func<int, int>>(Random.Shared.Next);
        services.AddSingleton<GateRefusals>();
        services.AddSingleton<WaitingLine>();
        services.AddSingleton<LineForPages>();
        services.AddSingleton<AdmissionMetrics>();
        services.AddSingleton<FrontGate>();
        services.AddSingleton(provider => new BackSeat(
            provider.GetRequiredService<FrontGate>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new UploadPace(
            provider.GetRequiredService<BackSeat>(),
            provider.GetRequiredService<TimeProvider>(),
            configuration.GetValue("Admission:UploadBytesPerSecond", UploadPace.DefaultBytesPerSecond)));
        services.AddSingleton(_ => new CostlyWork(
            configuration.GetValue<int?>("Admission:CostlyThreads"),
            configuration.GetValue("Admission:CostlyNiceness", CostlyWork.DefaultNiceness)));
        services.AddSingleton<SpacedWork>();
        services.AddSingleton(provider => PasswordHashing.On(provider.GetRequiredService<CostlyWork>()));
    }
}
