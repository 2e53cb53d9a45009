using Microsoft.AspNetCore.Server.Kestrel.Core;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Security;

/// <summary>How much and how slowly a client may send. Weak links are common, so the slowest allowed is 100 bytes a second.</summary>
internal static class RequestLimits
{
    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = JsonBody.MaxBytes;
        options.Limits.MaxRequestLineSize = 8 * 1024;
        options.Limits.MaxRequestHeaderCount = 100;
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(10));
    }
}
