using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Siskop2mi.FirstJourney;

/// <summary>Somebody who is shown an application letter: reads its QR code, asks the public route, and checks it offline.</summary>
internal sealed class Letter(World world, Api api)
{
    public async Task Verify(byte[] pdf, string reference)
    {
        World.Require(pdf.AsSpan().StartsWith("%PDF-"u8), "The letter is not a PDF.");
        var address = await ReadCode(pdf);
        world.Out.WriteLine($"          the QR code says {(address.Length > 90 ? address[..90] + "..." : address)}");
        var token = new Uri(address).Segments[^1];

        var answer = await api.Get($"/api/v1/letters/{token}");
        World.Require(
            Standing(answer) == "current" && answer.GetRawText().Contains(reference, StringComparison.Ordinal),
            "The public route does not know the letter.");
        var altered = token[..^4] + (token[^4] == 'A' ? 'B' : 'A') + token[^3..];
        World.Require(Standing(await api.Get($"/api/v1/letters/{altered}")) == "not-genuine", "An altered letter passed.");

        var keys = await api.Get("/.well-known/jwks.json");
        World.Require(IsSigned(token, keys) && !IsSigned(altered, keys), "The published key does not tell the letter from an altered one.");
        world.Out.WriteLine("          offline, with the published key alone: genuine; one letter altered: not");
    }

    private static string? Standing(JsonElement answer) => answer.GetProperty("standing").GetString();

    /// <summary>All that is needed without the server: RFC 7515, ES256.</summary>
    private static bool IsSigned(string token, JsonElement keys)
    {
        if (token.Split('.') is not [var head, var body, var signature]) return false;
        var kid = JsonDocument.Parse(Base64Url.DecodeFromChars(head)).RootElement.GetProperty("kid").GetString();
        var key = keys.GetProperty("keys").EnumerateArray().First(one => one.GetProperty("kid").GetString() == kid);
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Bytes("x"), Y = Bytes("y") },
        });
        return ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256);

        byte[] Bytes(string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
    }

    // As a phone would: the page is drawn, and the code found in the picture.
    private static async Task<string> ReadCode(byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("siskop2mi-letter-");
        try
        {
            var file = Path.Combine(folder.FullName, "letter.pdf");
            await File.WriteAllBytesAsync(file, pdf);
            await Run("pdftoppm", "-r", "200", "-png", file, Path.Combine(folder.FullName, "page"));
            var pages = folder.EnumerateFiles("page*.png").Select(page => page.FullName);
            return (await Run("zbarimg", ["-q", "--raw", .. pages])).Trim();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0
                ? output : throw new UnexpectedAnswerException($"{program} ended with {process.ExitCode}: no QR code could be read.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UnexpectedAnswerException(
                $"{program} is missing; scripts/first-journey installs it (packages poppler-utils, zbar-tools).");
        }
    }
}
