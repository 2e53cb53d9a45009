using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;

namespace Siskop2mi.Storage.Secrets;

/// <summary>
/// The keys of the store: one that writes, older ones that still read, a separate one for blind indexes, and the key that
/// signs audit checkpoints. Kept outside the database, so that a copy of the database alone tells nothing.
/// </summary>
public sealed class KeyRing
{
    internal const int NonceSize = 12;
    internal const int TagSize = 16;
    private const int LookEveryMilliseconds = 500;
    private readonly Lock reloading = new();
    private volatile Keys keys;
    private Func<KeyRing?>? source;
    private long nextLook;

    internal KeyRing(string current, IEnumerable<KeyValuePair<string, byte[]>> all, byte[] indexKey, ECDsa checkpointKey)
    {
        keys = new Keys(current, all.ToFrozenDictionary());
        if (!keys.All.ContainsKey(current)) throw new CryptographicException($"The current key '{current}' is not in the ring.");
        if (keys.All.Values.Append(indexKey).Any(key => key.Length != 32))
            throw new CryptographicException("A key of the ring is not 32 bytes long.");
        IndexKey = indexKey;
        CheckpointKey = checkpointKey;
    }

    /// <summary>Id of the key that writes.</summary>
    public string CurrentId => keys.Current;

    /// <summary>Ids of all keys that read.</summary>
    public IReadOnlyCollection<string> Ids => keys.All.Keys;

    /// <summary>Signs and verifies audit checkpoints: ECDSA on P-256.</summary>
    public ECDsa CheckpointKey { get; }

    internal byte[] IndexKey { get; }

    /// <summary>A ring with fresh keys, kept nowhere: for tests, and for a first key file.</summary>
    public static KeyRing CreateNew() => new(
        NewId([]),
        [new(NewId([]), RandomNumberGenerator.GetBytes(32))],
        RandomNumberGenerator.GetBytes(32),
        ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Encrypts with AES-256-GCM under the current key.</summary>
    /// <param name="plain">What to hide.</param>
    /// <param name="context">What the result is bound to; opening needs the very same bytes.</param>
    /// <returns>Id of the key, and nonce, ciphertext and tag in one.</returns>
    public (string KeyId, byte[] Sealed) Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> context)
    {
        if (Environment.TickCount64 >= Interlocked.Read(ref nextLook)) Reload();
        var ring = keys;
        var result = new byte[NonceSize + plain.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(ring.All[ring.Current], TagSize);
        cipher.Encrypt(nonce, plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length), context);
        return (ring.Current, result);
    }

    /// <summary>Decrypts what <see cref="Seal"/> gave.</summary>
    /// <exception cref="CryptographicException">The key is not in the ring, or key, bytes and context do not belong together.</exception>
    public byte[] Open(string keyId, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        // Another process may have rotated the keys a moment ago.
        if (!keys.All.ContainsKey(keyId)) Reload();
        if (!keys.All.TryGetValue(keyId, out var key)) throw new CryptographicException($"Key '{keyId}' is not in the ring.");
        if (box.Length < NonceSize + TagSize) throw new CryptographicException("A sealed value is too short.");
        var plain = new byte[box.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(box[..NonceSize], box[NonceSize..^TagSize], box[^TagSize..], plain, context);
        return plain;
    }

    internal Keys Snapshot => keys;

    /// <summary>Lets the ring take over what another process has written: the source gives a newer ring, or null.</summary>
    internal void Follow(Func<KeyRing?> newer) => source = newer;

    // A file that is away or damaged for now is no reason to refuse work: the keys at hand are still good, and the next look
    // tries again.
    private void Reload()
    {
        try
        {
            TakeNewest();
        }
        catch (Exception unreadable) when (
            unreadable is IOException or UnauthorizedAccessException or JsonException or FormatException or CryptographicException)
        {
        }
    }

    private void TakeNewest()
    {
        Interlocked.Exchange(ref nextLook, Environment.TickCount64 + LookEveryMilliseconds);
        lock (reloading)
        {
            if (source?.Invoke() is { } newer) keys = newer.keys;
        }
    }

    /// <summary>
    /// Adds a fresh key that writes from now on, and gives its id. It is kept before anything is sealed with it, beside the keys
    /// that others have added meanwhile. One process at a time.
    /// </summary>
    internal string AddKey(Action<KeyRing> keep)
    {
        TakeNewest();
        var ring = keys;
        var id = NewId(ring.All.Keys);
        var next = new Keys(id, ring.All.Append(new(id, RandomNumberGenerator.GetBytes(32))).ToFrozenDictionary());
        keep(new KeyRing(next.Current, next.All, IndexKey, CheckpointKey));
        keys = next;
        return id;
    }

    /// <summary>Drops a key that nothing is sealed with any more.</summary>
    internal void RemoveKey(string id, Action<KeyRing> keep)
    {
        TakeNewest();
        var ring = keys;
        if (id == ring.Current) throw new InvalidOperationException("The key that writes cannot be dropped.");
        var next = ring with { All = ring.All.Where(one => one.Key != id).ToFrozenDictionary() };
        keep(new KeyRing(next.Current, next.All, IndexKey, CheckpointKey));
        keys = next;
    }

    private static string NewId(IEnumerable<string> taken)
    {
        var last = taken.Select(id => int.TryParse(id.AsSpan(1), out var number) ? number : 0).DefaultIfEmpty().Max();
        return $"k{last + 1}";
    }

    internal sealed record Keys(string Current, FrozenDictionary<string, byte[]> All);
}
