using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Security;

/// <summary>How much and how slowly a client may send. Weak links are common, so the slowest allowed is 100 bytes a second.</summary>
internal static class RequestLimits
{
    // As much of a body as the server, and as the system for it, takes ahead of who reads it. Left alone the system takes megabytes for
    // each connection: the pace at which files are let in would be no pace.
    private const int BufferBytes = 256 * 1024;

    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = JsonBody.MaxBytes;
        options.Limits.MaxRequestBufferSize = BufferBytes;
        options.Limits.MaxRequestLineSize = 8 * 1024;
        options.Limits.MaxRequestHeaderCount = 100;
        options.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        options.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(10));
    }

    public static void Apply(SocketTransportOptions options) => options.CreateBoundListenSocket = endpoint =>
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        // Connections inherit it.
        if (socket.SocketType is SocketType.Stream) socket.ReceiveBufferSize = BufferBytes;
        return socket;
    };
}
