using System.Buffers.Text;
using Microsoft.IdentityModel.Tokens;
using Siskop2mi.Storage.Letters;

namespace Siskop2mi.WebApi.Applications;

/// <summary>
/// The keys of letters, read from the store at most once a minute; sooner when a letter names a key that is not known here,
/// but not more often than every five seconds: anybody can invent names of keys.
/// </summary>
internal sealed class LetterKeyring(LetterKeys store, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim reading = new(1);
    private volatile Known? known;

    /// <summary>The newest key whose time has come.</summary>
    public async Task<ECDsaSecurityKey> Signing(CancellationToken cancellationToken)
    {
        var (keys, now) = (await Keys(Fresh, cancellationToken), time.GetUtcNow());
        var key = keys.FirstOrDefault(one => one.SignsFrom <= now) ?? keys[^1];
        return new ECDsaSecurityKey(key.Key) { KeyId = key.Kid };
    }

    /// <summary>The key of that name, or null.</summary>
    public async Task<ECDsaSecurityKey?> Find(string? kid, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(kid)) return null;
        var key = (await Keys(Fresh, cancellationToken)).FirstOrDefault(one => one.Kid == kid)
            ?? (await Keys(BetweenLooks, cancellationToken)).FirstOrDefault(one => one.Kid == kid);
        return key is null ? null : new ECDsaSecurityKey(key.Key) { KeyId = key.Kid };
    }

    /// <summary>The public halves as RFC 7517 spells them.</summary>
    public async Task<JwkSet> Published(CancellationToken cancellationToken) => new(
        [.. (await Keys(Fresh, cancellationToken)).Select(one =>
        {
            var point = one.Key.ExportParameters(includePrivateParameters: false).Q;
            return new Jwk("EC", "P-256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y), one.Kid, "sig", "ES256");
        })]);

    private async Task<IReadOnlyList<LetterKey>> Keys(TimeSpan notOlderThan, CancellationToken cancellationToken)
    {
        if (known is { } held && time.GetUtcNow() - held.At < notOlderThan) return held.Keys;
        await reading.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (known is { } newer && now - newer.At < notOlderThan) return newer.Keys;
            var keys = await store.ReadOrMakeAsync(now, cancellationToken);
            known = new Known(keys, now);
            return keys;
        }
        finally
        {
            reading.Release();
        }
    }

    private sealed record Known(IReadOnlyList<LetterKey> Keys, DateTimeOffset At);
}

/// <summary>A published key (RFC 7517, RFC 7518 6.2).</summary>
public sealed record Jwk(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

/// <summary>All published keys.</summary>
public sealed record JwkSet(IReadOnlyList<Jwk> Keys);
