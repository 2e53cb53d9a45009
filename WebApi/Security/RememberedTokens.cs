using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;

namespace Siskop2mi.WebApi.Security;

/// <summary>
/// Remembers for a minute what an access token says, so that who polls does not have it decrypted every time. It changes nothing of
/// what a token is worth: the handler compares its expiry with the clock, and <see cref="AccountCheck"/> asks the account at every
/// request, as before. Only what could be decrypted is remembered, by its hash: no list of live tokens lies in memory.
/// </summary>
/// <param name="inner">What decrypts.</param>
/// <param name="time">The clock.</param>
internal sealed class RememberedTokens(ISecureDataFormat<AuthenticationTicket> inner, TimeProvider time)
    : ISecureDataFormat<AuthenticationTicket>
{
    // A key that is taken out of the ring ends its tokens after this at the latest.
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private const int LongestToken = 1_024;

    private volatile Memory memory = new(time.GetTimestamp());

    public string Protect(AuthenticationTicket data) => inner.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => inner.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose) => inner.Unprotect(protectedText, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText)
    {
        if (protectedText is not { Length: > 0 and <= LongestToken }) return inner.Unprotect(protectedText);
        var hash = Hash.Of(protectedText);
        var now = time.GetTimestamp();
        // Forgotten all at once: to decrypt each once more costs less than to keep account of them.
        if (memory.IsFull || time.GetElapsedTime(memory.Since, now) >= RememberedFor) memory = new Memory(now);
        var tickets = memory;
        if (tickets.Find(hash) is { } known) return known;
        if (inner.Unprotect(protectedText) is not { } ticket) return null;
        tickets.Add(hash, ticket);
        return ticket;
    }

    private sealed class Memory(long since)
    {
        private const int Most = 20_000;

        private readonly ConcurrentDictionary<Hash, AuthenticationTicket> tickets = new();
        private int count;

        public long Since => since;

        public bool IsFull => Volatile.Read(ref count) >= Most;

        public AuthenticationTicket? Find(Hash hash) => tickets.GetValueOrDefault(hash);

        public void Add(Hash hash, AuthenticationTicket ticket)
        {
            if (tickets.TryAdd(hash, ticket)) Interlocked.Increment(ref count);
        }
    }

    private readonly record struct Hash(UInt128 First, UInt128 Second)
    {
        public static Hash Of(string token)
        {
            Span<byte> text = stackalloc byte[LongestToken * 3];
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(text[..Encoding.UTF8.GetBytes(token, text)], hash);
            return MemoryMarshal.Read<Hash>(hash);
        }
    }
}
