using Microsoft.Extensions.Caching.Memory;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Counts attempts on names nobody has, by the very rule that counts those of real accounts: otherwise being locked out
/// would tell that an account exists. In memory only. Like an account it does not forget with time, only beyond 50,000 names.
/// </summary>
internal sealed class PhantomLogIns(TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly MemoryCache attempts = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    public Refusal Attempt(string name, string origin)
    {
        // One attempt after the other, as a grain takes them: attempts sent at once must not count as one.
        lock (gate) return Count(name, new AttemptLogIn(PasswordMatches: false, origin), time.GetUtcNow());
    }

    public void Dispose() => attempts.Dispose();

    private Refusal Count(string name, AttemptLogIn attempt, DateTimeOffset now)
    {
        var state = attempts.Get<AccountState>(name) ?? new AccountState { Status = AccountStatus.Active };
        var decision = LogInRule.Decide(state, attempt, now);
        if (decision.Refusal is { } refusal) return refusal;
        attempts.Set(name, decision.State, new MemoryCacheEntryOptions { Size = 1 });
        return LogInRule.Answer(decision.State, attempt, now);
    }
}
