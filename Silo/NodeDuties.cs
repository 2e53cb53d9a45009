using Microsoft.Extensions.Logging;

namespace Siskop2mi.Silo;

/// <summary>Runs the duties of the active node, and starts one again that ended in an error.</summary>
internal sealed partial class NodeDuties(IEnumerable<INodeDuty> duties, TimeProvider time, ILogger<NodeDuties> log)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>Completes when the token is cancelled and every duty has ended.</summary>
    public Task Run(CancellationToken cancellationToken) =>
        Task.WhenAll(duties.Select(duty => Task.Run(() => KeepRunning(duty, cancellationToken), CancellationToken.None)));

    private async Task KeepRunning(INodeDuty duty, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await duty.Run(cancellationToken);
                return;
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception caught)
            {
                LogFailed(caught, duty.GetType().Name);
                await Task.Delay(PauseAfterFailure, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Duty {Duty} ended in an error and is started again.")]
    private partial void LogFailed(Exception caught, string duty);
}
