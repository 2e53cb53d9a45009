using System.Collections.Immutable;
using Orleans.Concurrency;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>Points, some of them on their way to another account.</summary>
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Gives the first points, once.</summary>
    Task Open(int points);

    /// <summary>Takes points out, to be delivered; false when there are too few. Repeats are harmless.</summary>
    Task<bool> Send(string key, Parcel parcel);

    /// <summary>Takes points in, once a key.</summary>
    Task Receive(string key, int points);

    /// <summary>They have arrived.</summary>
    Task Confirm(string key);

    /// <summary>The state.</summary>
    [ReadOnly]
    Task<AccountState> View();
}

public sealed record Parcel(string To, int Points);

public sealed record AccountState : Entity
{
    public bool IsOpen { get; init; }

    public int Balance { get; init; }

    public ImmutableSortedDictionary<string, Parcel> OnTheWay { get; init; } = ImmutableSortedDictionary<string, Parcel>.Empty;

    public ImmutableSortedSet<string> Sent { get; init; } = [];

    public ImmutableSortedSet<string> Received { get; init; } = [];
}

[GrainType("sample-account")]
public sealed class AccountGrain(
    [PersistentState("account", "siskop2mi")] IPersistentState<AccountState> account, SampleDefectSwitch defect)
    : Grain, IAccountGrain
{
    private AccountState State => account.State;

    public Task Open(int points) =>
        State.IsOpen ? Task.CompletedTask : Commit(State with { IsOpen = true, Balance = points });

    public async Task<bool> Send(string key, Parcel parcel)
    {
        if (State.Sent.Contains(key) && defect.Value is not SampleDefect.NoIdempotencyKey) return true;
        if (State.Balance < parcel.Points) return false;
        await Commit(State with
        {
            Balance = State.Balance - parcel.Points,
            OnTheWay = State.OnTheWay.SetItem(key, parcel),
            Sent = State.Sent.Add(key),
        });
        return true;
    }

    public Task Receive(string key, int points) => State.Received.Contains(key)
        ? Task.CompletedTask
        : Commit(State with { Balance = State.Balance + points, Received = State.Received.Add(key) });

    public Task Confirm(string key) =>
        State.OnTheWay.ContainsKey(key) ? Commit(State with { OnTheWay = State.OnTheWay.Remove(key) }) : Task.CompletedTask;

    public Task<AccountState> View() => Task.FromResult(State);

    private Task Commit(AccountState next) => this.CommitAsync(account, next, defect.Value);
}

/// <summary>
/// Brings what an account sent to where it goes. Two grains in one act are two commits: the reminder ends what was begun.
/// </summary>
public interface ICourierGrain : IGrainWithStringKey
{
    /// <summary>Before points leave the account of this key: from now on somebody looks after them.</summary>
    Task Arm();

    /// <summary>Delivers what is on its way.</summary>
    Task Deliver();
}

[GrainType("sample-courier")]
public sealed class CourierGrain(SampleDefectSwitch defect) : Grain, ICourierGrain, IRemindable
{
    public Task Arm() => defect.Value is SampleDefect.NothingCarriesOn
        ? Task.CompletedTask
        : this.RegisterOrUpdateReminder("deliver", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public async Task Deliver()
    {
        var from = GrainFactory.GetGrain<IAccountGrain>(this.GetPrimaryKeyString());
        foreach (var (key, parcel) in (await from.View()).OnTheWay)
        {
            await GrainFactory.GetGrain<IAccountGrain>(parcel.To).Receive(key, parcel.Points);
            await from.Confirm(key);
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Deliver();
}
