using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>Time-based one-time passwords as authenticator apps make them: RFC 6238 with HMAC-SHA-1, 30 seconds, six digits.</summary>
public static class TotpCode
{
    public const int Digits = 6;

    /// <summary>How many bytes a key has (RFC 4226, 4: at least 16, better 20).</summary>
    public const int KeyBytes = 20;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecondsAStep = 30;

    // Clocks differ, and typing takes time: the code before and the code after hold, too (RFC 6238, 5.2).
    private const int StepsAround = 1;

    /// <summary>A key as apps read it, in base32.</summary>
    public static AccountSecret KeyOf(ReadOnlySpan<byte> bytes)
    {
        var (text, bits, waiting) = (new StringBuilder(), 0, 0);
        foreach (var one in bytes)
        {
            (bits, waiting) = ((bits << 8) | one, waiting + 8);
            while (waiting >= 5) text.Append(Alphabet[(bits >> (waiting -= 5)) & 31]);
            bits &= (1 << waiting) - 1;
        }

        if (waiting > 0) text.Append(Alphabet[(bits << (5 - waiting)) & 31]);
        return AccountSecret.Restore(text.ToString());
    }

    /// <summary>The code of a moment.</summary>
    public static string At(AccountSecret key, DateTimeOffset moment) => Of(key, StepAt(moment));

    /// <summary>The step a typed code belongs to, or null when it belongs to none that is near and not used yet.</summary>
    public static long? Find(AccountSecret key, string typed, DateTimeOffset now, long lastStep)
    {
        for (var step = Math.Max(lastStep + 1, StepAt(now) - StepsAround); step <= StepAt(now) + StepsAround; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(key, step)), Encoding.UTF8.GetBytes(typed))) return step;
        }

        return null;
    }

    private static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / SecondsAStep;

    // RFC 4226, 5.3: four bytes from where the last half byte says, without the sign.
    private static string Of(AccountSecret key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(BytesOf(key), counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] BytesOf(AccountSecret key)
    {
        var (bytes, bits, waiting) = (new List<byte>(), 0, 0);
        foreach (var letter in key.Reveal())
        {
            (bits, waiting) = ((bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal), waiting + 5);
            if (waiting < 8) continue;
            bytes.Add((byte)(bits >> (waiting -= 8)));
            bits &= (1 << waiting) - 1;
        }

        return [.. bytes];
    }
}
