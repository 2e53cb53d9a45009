using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Siskop2mi.FirstApplication;

/// <summary>One client of the server: sends, prints what it sent and got, and stops at an answer it did not expect.</summary>
internal sealed partial class Api(Uri server) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = server };

    public string? ETag { get; private set; }

    public void UseToken(string token) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public Task<JsonElement> Get(string path, int expected = 200) => Send(new HttpRequestMessage(HttpMethod.Get, path), expected);

    public Task<JsonElement> Post(string path, object? body, int expected, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return Send(request, expected);
    }

    public Task<JsonElement> Put(string path, object body, string ifMatch, int expected = 200)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return Send(request, expected);
    }

    public Task<JsonElement> Upload(
        string path, IEnumerable<(string Name, string Value)> fields, string fileName, byte[] file, string mediaType,
        HttpMethod? method = null, int expected = 201)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        form.Add(content, "file", fileName);
        return Send(new HttpRequestMessage(method ?? HttpMethod.Post, path) { Content = form }, expected);
    }

    public async Task<byte[]> Download(string path)
    {
        using var response = await http.GetAsync(path);
        Print("GET", path, (int)response.StatusCode,
            $"{response.Content.Headers.ContentType}, {response.Content.Headers.ContentDisposition}");
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsByteArrayAsync()
            : throw new UnexpectedAnswerException($"GET {path} gave {(int)response.StatusCode}");
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> Send(HttpRequestMessage request, int expected)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using (request)
        {
            using var response = await http.SendAsync(request);
            ETag = response.Headers.ETag?.ToString();
            var text = await response.Content.ReadAsStringAsync();
            var shown = Token().Replace(text, "$1...");
            Print(request.Method.Method, request.RequestUri!.ToString(), (int)response.StatusCode, shown);
            if ((int)response.StatusCode != expected)
                throw new UnexpectedAnswerException(
                    $"{request.Method} {request.RequestUri} gave {(int)response.StatusCode}, expected {expected}: {shown}");
            return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        }
    }

    // Tokens open an account; output is copied into tickets and logs.
    [GeneratedRegex("""("(?:accessToken|refreshToken)"\s*:\s*")[^"]*""")]
    private static partial Regex Token();

    private static void Print(string method, string path, int status, string body) =>
        Console.WriteLine(
            $"   {method,-6} {path}\n          {status} {(body.Length > 300 ? string.Concat(body.AsSpan(0, 300), " ...") : body)}");
}

/// <summary>The server said something else than the guide says it should.</summary>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
