using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Host.Samples;

/// <summary>Clients that count, move points, pay tolls and fill baskets, on few grains so that they meet.</summary>
public sealed class SampleWorkload(SampleDefect defect = SampleDefect.None) : HostileWorkload
{
    private const int Accounts = 4;
    private const int Opening = 100;

    private readonly Dictionary<string, int> added = [];
    private readonly HashSet<string> put = [];
    private int keys;

    public override GrainHostPlan Plan { get; } = new()
    {
        Classes = [typeof(CounterGrain), typeof(AccountGrain), typeof(CourierGrain), typeof(TollGrain), typeof(BasketGrain)],
        Services = services => services.AddSingleton(new SampleDefectSwitch(defect)),
    };

    public override async Task Begin(HostileClient client)
    {
        for (var number = 0; number < Accounts; number++) await client.Grains.GetGrain<IAccountGrain>($"a{number}").Open(Opening);
        await client.Grains.GetGrain<ITollGrain>("t").Begin();
    }

    public override Task Operate(HostileClient client) => client.Random.Next(10) switch
    {
        < 4 => Count(client),
        < 8 => Move(client),
        8 => Fill(client),
        _ => client.Try(() => client.Grains.GetGrain<ITollGrain>("t").View()),
    };

    public override async Task Check(HostileClient client)
    {
        for (var number = 0; number < 2; number++)
        {
            var counter = $"c{number}";
            var total = await client.Grains.GetGrain<ICounterGrain>(counter).Total();
            Require(total == added.GetValueOrDefault(counter),
                $"counter {counter} holds {total}, {added.GetValueOrDefault(counter)} was acknowledged");
        }

        var accounts = new List<AccountState>();
        for (var number = 0; number < Accounts; number++) accounts.Add(await client.Grains.GetGrain<IAccountGrain>($"a{number}").View());
        Require(accounts.All(account => account.OnTheWay.IsEmpty), "points are still on their way");
        Require(accounts.Sum(account => account.Balance) == Accounts * Opening,
            $"there are {accounts.Sum(account => account.Balance)} points");
        Require(accounts.All(account => account.Balance >= 0), "an account is overdrawn");

        var toll = await client.Grains.GetGrain<ITollGrain>("t").View();
        var due = (int)((client.Time.GetUtcNow() - toll.Since!.Value) / TimeSpan.FromMinutes(1));
        Require(toll.Paid == due || toll.Paid == due - 1, $"{due} minutes passed, {toll.Paid} are paid");

        var things = await client.Grains.GetGrain<IBasketGrain>("b").Things();
        Require(things.Count == things.Distinct().Count()
            && put.SetEquals(things), $"the basket holds {things.Count} things, {put.Count} were put in");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidOperationException(otherwise);
    }

    private async Task Count(HostileClient client)
    {
        var counter = $"c{client.Random.Next(2)}";
        var amount = 1 + client.Random.Next(9);
        var key = $"k{++keys}";
        await client.Insist(() => client.Grains.GetGrain<ICounterGrain>(counter).Add(key, amount));
        added[counter] = added.GetValueOrDefault(counter) + amount;
        client.Trace($"{counter} + {amount}");
    }

    private async Task Move(HostileClient client)
    {
        var from = client.Random.Next(Accounts);
        var parcel = new Parcel($"a{(from + 1 + client.Random.Next(Accounts - 1)) % Accounts}", 1 + client.Random.Next(40));
        var key = $"m{++keys}";
        var courier = client.Grains.GetGrain<ICourierGrain>($"a{from}");
        if (!await client.Try(courier.Arm)) return;

        // A client that gives up half way: what it began is carried on or never was.
        if (!await client.Try(() => client.Grains.GetGrain<IAccountGrain>($"a{from}").Send(key, parcel))) return;
        client.Trace($"a{from} sent {parcel.Points} to {parcel.To}");
        await client.Try(courier.Deliver);
    }

    private async Task Fill(HostileClient client)
    {
        var basket = client.Grains.GetGrain<IBasketGrain>("b");
        var thing = $"thing{++keys}";
        if (defect is SampleDefect.SharedByReference)
        {
            await client.Insist(async () =>
            {
                (await basket.Things()).Add(thing);
                await basket.Save();
            });
        }
        else
        {
            await client.Insist(() => basket.Put(thing));
        }

        put.Add(thing);
    }
}
