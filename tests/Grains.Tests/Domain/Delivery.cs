using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>How a command reaches a grain: once, until there is an answer, or twice at the same time.</summary>
internal static class Delivery
{
    public static async Task Send<T>(HostileClient client, Func<Task<Outcome<T>>> command, Action<T> acknowledged)
    {
        switch (client.Random.Next(4))
        {
            case 0:
                await client.Try(Once);
                break;
            case 1:
                await Task.WhenAll(client.Insist(Once), client.Insist(Once));
                break;
            default:
                await client.Insist(Once);
                break;
        }

        async Task Once()
        {
            var outcome = await command();
            if (outcome.Refusal is { } refusal) client.Trace($"refused: {refusal.Code}");
            else acknowledged(outcome.Value!);
        }
    }
}
