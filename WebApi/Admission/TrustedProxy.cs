using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Siskop2mi.WebApi.Admission;

/// <summary>
/// Behind a reverse proxy every request comes from the proxy's address. Its word for the client's (<c>X-Forwarded-For</c>, and
/// <c>X-Forwarded-Proto</c>) is taken only when it is configured (<c>Proxy:Networks</c>), and only the last hop's: from anybody else
/// these headers are what a client made up.
/// </summary>
internal static class TrustedProxy
{
    public static void UseTrustedProxy(this WebApplication app)
    {
        var networks = (app.Configuration["Proxy:Networks"] ?? "")
            .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Read).ToList();
        if (networks.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    private static System.Net.IPNetwork Read(string text) => IPAddress.TryParse(text, out var address)
        ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.Parse(text);
}
