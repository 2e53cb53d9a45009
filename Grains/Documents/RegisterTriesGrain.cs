using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Documents;

namespace Siskop2mi.Grains.Documents;

/// <summary>Shell around <see cref="RegisterTriesRule"/>.</summary>
[GrainType("register-tries")]
public sealed class RegisterTriesGrain(
    [PersistentState("register-tries", StorageNames.Siskop2mi)] IPersistentState<RegisterTriesState> tries) : Grain, IRegisterTriesGrain
{
    public async Task<Outcome<Done>> Count()
    {
        var decision = RegisterTriesRule.Count(tries.State, new CountRegisterTry(this.Now()));
        if (decision.Refusal is { } refusal) return refusal;
        await this.CommitAsync(tries, decision);
        return Done.Instance;
    }
}
