using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Siskop2mi.Silo.Telemetry;

/// <summary>
/// Sends metrics and traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; otherwise nothing listens and measuring
/// costs next to nothing. Sources: the grain host, the store, the front gate, ASP.NET Core, Npgsql, the HTTP client and the .NET runtime.
/// </summary>
internal sealed class NodeTelemetry(IConfiguration configuration, NodeOptions options) : IHostedService, IDisposable
{
    private static readonly string[] Meters =
    [
        "Siskop2mi.GrainHost", "Siskop2mi.Storage", "Siskop2mi.WebApi", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "Npgsql", "System.Net.Http", "System.Runtime",
    ];

    private static readonly string[] Sources =
        ["Siskop2mi.GrainHost", "Siskop2mi.Storage", "Microsoft.AspNetCore", "Npgsql", "System.Net.Http"];

    private MeterProvider? metrics;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("siskop2mi", serviceInstanceId: options.Name);
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        metrics?.Dispose();
        traces?.Dispose();
    }
}
