using System.Net;
using System.Net.Sockets;

namespace Siskop2mi.Simulators.Mail;

/// <summary>Takes mail on loopback (RFC 5321, the part that a sending program needs).</summary>
public sealed class SmtpServer(SimulatorOptions options, MailStore store) : BackgroundService
{
    private const int MostSessions = 100;
    private readonly TcpListener listener = new(IPAddress.Loopback, options.SmtpPort);
    private readonly SemaphoreSlim places = new(MostSessions);

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)listener.LocalEndpoint;

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();   // here, so that a busy port fails the start
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        listener.Dispose();
        places.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await places.WaitAsync(stoppingToken);
            _ = Serve(await listener.AcceptTcpClientAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task Serve(TcpClient client, CancellationToken stopping)
    {
        try
        {
            using (client)
            {
                await using var stream = client.GetStream();
                await new SmtpSession(new SmtpLines(stream, stopping), store, options.Slow).Run(stopping);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // The sender left or we are stopping; a sender knows from the missing answer that its mail may not be here.
        }
        finally
        {
            if (!stopping.IsCancellationRequested) places.Release();
        }
    }
}
