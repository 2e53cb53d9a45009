using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Siskop2mi.WebApi.Node;

/// <summary>Where this server listens, known once it does.</summary>
internal sealed class ServerAddress(IServer server)
{
    /// <summary>The first address, such as <c>http://localhost:8080</c>.</summary>
    public string Url => server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
