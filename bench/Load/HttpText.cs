using System.Text;

namespace Siskop2mi.Bench.Load;

/// <summary>Requests as bytes, made before the clock starts.</summary>
internal static class HttpText
{
    private const string Boundary = "batas-berkas-16";

    public static byte[] Get(string path, string? token = null) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Bearer(token)}\r\n");

    /// <summary>A POST without a body, with the key that makes it safe to repeat.</summary>
    public static byte[] Post(string path, string token, string key) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Bearer(token)}Idempotency-Key: {key}\r\nContent-Length: 0\r\n\r\n");

    public static byte[] PostJson(string path, string json) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}"
        + $"\r\n\r\n{json}");

    /// <summary>The body of an upload as a browser sends it: one file of a type. The same for everybody.</summary>
    public static byte[] UploadBody(string type, byte[] file)
    {
        var before = Encoding.ASCII.GetBytes(
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n{type}\r\n"
            + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scan.pdf\"\r\n"
            + "Content-Type: application/pdf\r\n\r\n");
        return [.. before, .. file, .. Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n")];
    }

    /// <summary>What comes before the body of an upload.</summary>
    public static byte[] UploadHead(string path, string token, byte[] body) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Bearer(token)}Content-Type: multipart/form-data; boundary={Boundary}\r\n"
        + $"Content-Length: {body.Length}\r\n\r\n");

    private static string Bearer(string? token) => token is null ? "" : $"Authorization: Bearer {token}\r\n";
}
