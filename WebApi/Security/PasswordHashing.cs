using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Admission;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Identity's password hasher (PBKDF2-SHA512) behind a short queue: hashing is meant to be slow, so it is done on threads that
/// yield to everything else. Who does not fit in the queue is told at once to come back; the lane in front of it says so earlier.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    /// <summary>OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512.</summary>
    public const int Iterations = 220_000;

    private const int DefaultWaiting = 64;

    private readonly PasswordHasher<AccountCredentials> hasher = new(
        Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly ConcurrencyLimiter queue;
    private readonly CostlyWork threads;
    private readonly Lazy<string> hashOfNobody;

    /// <param name="atOnce">How many are worked out at the same time.</param>
    /// <param name="waiting">How many may wait.</param>
    /// <param name="threads">Where they are worked out.</param>
    public PasswordHashing(int atOnce, int waiting, CostlyWork threads)
    {
        this.threads = threads;
        queue = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = atOnce,
            QueueLimit = waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        hashOfNobody = new Lazy<string>(() => hasher.HashPassword(null!, Guid.NewGuid().ToString()));
    }

    /// <summary>As many at once as there are threads for it.</summary>
    public static PasswordHashing On(CostlyWork threads) => new(threads.Threads, DefaultWaiting, threads);

    /// <summary>The hash to keep. The password is hashed whole, in NFC.</summary>
    public Task<AccountSecret> Hash(string password, CancellationToken cancellationToken) =>
        Queue(() => AccountSecret.Restore(hasher.HashPassword(null!, Canonical(password))), cancellationToken);

    /// <summary>Whether the password belongs to the hash. Without a hash it works as long and answers no.</summary>
    public Task<bool> Verify(AccountSecret? hash, string password, CancellationToken cancellationToken) => Queue(
        () => hasher.VerifyHashedPassword(
            null!, hash?.Reveal() ?? hashOfNobody.Value, Canonical(password)) is not PasswordVerificationResult.Failed
            && hash is not null,
        cancellationToken);

    /// <inheritdoc />
    public void Dispose() => queue.Dispose();

    private async Task<T> Queue<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using var place = await queue.AcquireAsync(1, cancellationToken);
        if (!place.IsAcquired)
            throw new ProblemException(
                new Problem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Overloaded) { RetryAfterSeconds = 5 });
        return await threads.Run(work, cancellationToken);
    }

    private static string Canonical(string password) => password.Normalize(NormalizationForm.FormC);
}
