using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Siskop2mi.FirstJourney;

/// <summary>
/// One client of the server: sends, prints what it sent and got, and stops at an answer it did not expect. A server that is
/// away for a moment (503, a lost connection) is asked again with the same key, as any good client does.
/// </summary>
internal sealed partial class Api(World world) : IDisposable
{
    private const int MostShown = 300;

    private readonly HttpClient http = new() { BaseAddress = world.Server };

    public string ETag { get; private set; } = "";

    public void UseToken(string token) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    public Task<JsonElement> Get(string path, int expected = 200) => Send(() => new HttpRequestMessage(HttpMethod.Get, path), expected);

    /// <summary>A POST; with a key it may be repeated for ever.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="body">As JSON; null for none.</param>
    /// <param name="expected">The status of the answer.</param>
    /// <param name="key">Its idempotency key.</param>
    /// <param name="whenSentAgain">The status when it was carried out before, and only the answer was lost.</param>
    public Task<JsonElement> Post(string path, object? body, int expected, string? key = null, int? whenSentAgain = null) => Send(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            return request;
        },
        expected,
        Written(body),
        whenSentAgain);

    /// <summary>A POST of a table (CSV).</summary>
    public Task<JsonElement> PostTable(string path, string table, int expected, string? key = null) => Send(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(table, new MediaTypeHeaderValue("text/csv", "utf-8")),
            };
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            return request;
        },
        expected,
        table.ReplaceLineEndings(" | "));

    /// <summary>A PUT of what was read under the last ETag; <paramref name="isChecked"/> says whether the route wants it.</summary>
    public Task<JsonElement> Put(string path, object body, int expected = 200, bool isChecked = true)
    {
        var tag = ETag;
        return Send(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
                if (isChecked) request.Headers.TryAddWithoutValidation("If-Match", tag);
                return request;
            },
            expected,
            Written(body));
    }

    public Task<JsonElement> Upload(
        HttpMethod method, string path, IEnumerable<(string Name, string Value)> fields, Sample sample, int expected)
    {
        var (sent, key) = (fields.ToList(), Guid.NewGuid().ToString());
        return Send(
            () =>
            {
                var form = new MultipartFormDataContent();
                foreach (var (name, value) in sent) form.Add(new StringContent(value), name);
                var file = new ByteArrayContent(sample.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(sample.MediaType) } };
                form.Add(file, "file", sample.Name);
                var request = new HttpRequestMessage(method, path) { Content = form };
                if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            expected,
            string.Join(", ", [.. sent.Select(field => $"{field.Name}={field.Value}"), $"{sample.Name} ({sample.Bytes.Length} bytes)"]));
    }

    public async Task<byte[]> Download(string path)
    {
        var (response, _) = await SendPatiently(() => new HttpRequestMessage(HttpMethod.Get, path));
        using var answer = response;
        Print("GET", path, null, (int)response.StatusCode,
            $"{response.Content.Headers.ContentType}, {response.Content.Headers.ContentDisposition}");
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsByteArrayAsync()
            : throw new UnexpectedAnswerException($"GET {path} gave {(int)response.StatusCode}");
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> Send(
        Func<HttpRequestMessage> make, int expected, string? sent = null, int? whenSentAgain = null)
    {
        var (response, attempts) = await SendPatiently(make);
        using var _ = response;
        ETag = response.Headers.ETag?.ToString() ?? ETag;
        var text = await response.Content.ReadAsStringAsync();
        var shown = Token().Replace(text, "$1...");
        var request = response.RequestMessage!;
        Print(request.Method.Method, request.RequestUri!.PathAndQuery, sent, (int)response.StatusCode, shown);
        if ((int)response.StatusCode != expected && (attempts == 1 || (int)response.StatusCode != whenSentAgain))
            throw new UnexpectedAnswerException(
                $"{request.Method} {request.RequestUri} gave {(int)response.StatusCode}, expected {expected}: {shown}");
        if (text.Length == 0) return default;
        var root = JsonDocument.Parse(text).RootElement;
        return root.ValueKind is JsonValueKind.Object && root.TryGetProperty("data", out var data) ? data : root;
    }

    private async Task<(HttpResponseMessage Response, int Attempts)> SendPatiently(Func<HttpRequestMessage> make)
    {
        for (var attempt = 1; ; attempt++)
        {
            var request = make();
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.9));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
            try
            {
                var response = await http.SendAsync(request);
                if ((int)response.StatusCode is not (500 or 503) || attempt > world.Patience) return (response, attempt);
                response.Dispose();
            }
            catch (HttpRequestException) when (attempt <= world.Patience)
            {
                // The server went away in the middle; whether it carried the request out shows when it is sent again.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(1_000, 50 * attempt)));
        }
    }

    private static string? Written(object? body) => body is null ? null : JsonSerializer.Serialize(body, JsonSerializerOptions.Web);

    // What opens an account is not printed: output is copied into tickets and logs.
    [GeneratedRegex("""("(?:accessToken|refreshToken|deviceToken)"\s*:\s*")[^"]*""")]
    private static partial Regex Token();

    [GeneratedRegex("""("(?:password|code)"\s*:\s*")[^"]*""")]
    private static partial Regex Secret();

    private void Print(string method, string path, string? sent, int status, string body)
    {
        world.Out.WriteLine($"   {method,-6} {path}");
        if (sent is not null) world.Out.WriteLine($"          {Shortened(Secret().Replace(sent, "$1..."))}");
        world.Out.WriteLine($"     {status,4} {Shortened(body)}");
    }

    private static string Shortened(string text) => text.Length > MostShown ? string.Concat(text.AsSpan(0, MostShown), " ...") : text;
}

/// <summary>The server said something else than the guide says it should.</summary>
internal sealed class UnexpectedAnswerException(string message) : Exception(message);
