using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Siskop2mi.GrainHost.Telemetry;

/// <summary>What the host says. Kinds and methods, never arguments; keys only where an operator has to find the grain.</summary>
internal sealed partial class GrainHostLog(ILogger logger)
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Grain host opened with {Kinds} grain kinds")]
    public partial void Opened(int kinds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Grain host closed; {Calls} calls were still under way")]
    public partial void Closed(int calls);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grain host dropped: {Activations} activations abandoned, {Calls} calls failed")]
    public partial void Dropped(int activations, int calls);

    [LoggerMessage(Level = LogLevel.Error, Message = "Activation of {GrainId} failed")]
    public partial void ActivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "OnDeactivateAsync of {GrainId} failed")]
    public partial void DeactivationFailed(Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} calls timed out, the first: {Chain}")]
    public partial void TimedOut(int count, string chain);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The answer of {Kind}.{Method} came after its caller had gone")]
    public partial void LateAnswer(string kind, string method);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended {Count} idle activations early: {Alive} alive, memory load {Load:P0}")]
    public partial void Trimmed(int count, int alive, double load);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {Name} of {GrainId} failed")]
    public partial void ReminderFailed(Exception exception, string name, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reminder {Name} of {GrainId} has no remindable grain class")]
    public partial void ReminderUnknown(string name, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Due reminders could not be claimed")]
    public partial void ClaimFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A turn of {Owner} failed inside the host")]
    public partial void TurnFailed(Exception exception, string owner);
}
