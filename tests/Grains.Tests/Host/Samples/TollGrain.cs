using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>Owes one coin a minute, paid when a reminder wakes it.</summary>
public interface ITollGrain : IGrainWithStringKey
{
    /// <summary>Begins, once.</summary>
    Task Begin();

    /// <summary>The state.</summary>
    Task<TollState> View();
}

public sealed record TollState : Entity
{
    public DateTimeOffset? Since { get; init; }

    public int Paid { get; init; }
}

[GrainType("sample-toll")]
public sealed class TollGrain(
    [PersistentState("toll", "siskop2mi")] IPersistentState<TollState> toll, TimeProvider time, SampleDefectSwitch defect) : Grain,
        ITollGrain, IRemindable
{
    public async Task Begin()
    {
        if (await this.GetReminder("pay") is null)
            await this.RegisterOrUpdateReminder("pay", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        if (toll.State.Since is null) await this.CommitAsync(toll, toll.State with { Since = time.GetUtcNow() }, defect.Value);
    }

    public Task<TollState> View() => Task.FromResult(toll.State);

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (toll.State.Since is not { } since) return Task.CompletedTask;
        var due = (int)((time.GetUtcNow() - since) / TimeSpan.FromMinutes(1));
        if (defect.Value is SampleDefect.TickTrusted) due = toll.State.Paid + 1;
        return due <= toll.State.Paid ? Task.CompletedTask : this.CommitAsync(toll, toll.State with { Paid = due }, defect.Value);
    }
}
