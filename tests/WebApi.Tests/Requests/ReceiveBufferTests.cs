using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Tests.Requests;

public sealed class ReceiveBufferTests
{
    // A client that sends a file of many megabytes is held back by who reads it, not by how much memory the system has.
    [Fact]
    public async Task The_system_takes_little_ahead_of_who_reads()
    {
        var options = new SocketTransportOptions();
        RequestLimits.Apply(options);
        using var door = options.CreateBoundListenSocket(new IPEndPoint(IPAddress.Loopback, 0));
        door.Listen();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { SendBufferSize = 64 * 1024 };
        await client.ConnectAsync(door.LocalEndPoint!);
        using var connection = await door.AcceptAsync();

        client.Blocking = false;
        var (taken, piece) = (0, new byte[64 * 1024]);
        for (var refused = 0; refused < 20;)
        {
            taken += client.Send(piece, 0, piece.Length, SocketFlags.None, out var error);
            if (error is not SocketError.WouldBlock) continue;
            refused++;
            await Task.Delay(10);
        }

        Assert.InRange(taken, 128 * 1024, 2 * 1024 * 1024);
    }
}
