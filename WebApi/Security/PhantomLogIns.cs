using Microsoft.Extensions.Caching.Memory;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Counts attempts on names nobody has, by the very rule that counts those of real accounts: otherwise being locked out
/// would tell that an account exists. In memory only; it forgets the oldest names beyond 50,000.
/// </summary>
internal sealed class PhantomLogIns(TimeProvider time) : IDisposable
{
    private static readonly AttemptLogIn WrongPassword = new(PasswordMatches: false);

    private readonly MemoryCache attempts = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    public Refusal Attempt(string name)
    {
        var now = time.GetUtcNow();
        var state = attempts.Get<AccountState>(name) ?? new AccountState { Status = AccountStatus.Active };
        var decision = LogInRule.Decide(state, WrongPassword, now);
        if (decision.Refusal is { } refusal) return refusal;
        attempts.Set(name, decision.State, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = LogInRule.LockPeriod * 2 });
        return LogInRule.Answer(decision.State, WrongPassword, now)!;
    }

    public void Dispose() => attempts.Dispose();
}
