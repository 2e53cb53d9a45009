using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>Somebody who calls the server over HTTP.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient http;

    public Caller(Uri server) => http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = server,
        Timeout = TimeSpan.FromMinutes(2),
    };

    public string AccountId { get; init; } = "";

    public string Email { get; init; } = "";

    public void UseToken(string? token) =>
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

    public Task<Reply> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Reply> Post(string path, object? body = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body is null ? null : Json(body), headers);

    public Task<Reply> Put(string path, object body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, Json(body), headers);

    public Task<Reply> Delete(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, path, null, headers);

    public Task<Reply> PostText(string path, string text, string contentType = "application/json") =>
        Send(HttpMethod.Post, path, Raw(Encoding.UTF8.GetBytes(text), contentType));

    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        using var response = await http.SendAsync(request);
        return new Reply(response, await response.Content.ReadAsByteArrayAsync());
    }

    public static ByteArrayContent Raw(byte[] bytes, string? contentType)
    {
        var content = new ByteArrayContent(bytes);
        if (contentType is not null) Assert.True(content.Headers.TryAddWithoutValidation("Content-Type", contentType));
        return content;
    }

    public void Dispose() => http.Dispose();

    private static ByteArrayContent Json(object body) =>
        Raw(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web), "application/json");
}

/// <summary>What came back.</summary>
internal sealed class Reply(HttpResponseMessage response, byte[] bytes)
{
    public int Status { get; } = (int)response.StatusCode;

    public byte[] Bytes { get; } = bytes;

    public string Text { get; } = Encoding.UTF8.GetString(bytes);

    public string? Tag { get; } = response.Headers.ETag?.ToString();

    public string? Location { get; } = response.Headers.Location?.ToString();

    public string? MediaType { get; } = response.Content.Headers.ContentType?.MediaType;

    public string AllHeaders { get; } = $"{response.Headers}{response.Content.Headers}";

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public JsonElement Data => Json.GetProperty("data");

    public string? Code => MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    public string? Header(string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values) : null;

    /// <summary>Expects a status, and shows the answer when it is another.</summary>
    public Reply Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    /// <summary>Expects a problem, complete and in the right form.</summary>
    public Reply IsProblem(int status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, Code);
        Assert.Equal($"/problems/{code}", Json.GetProperty("type").GetString());
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(Json.GetProperty("traceId").GetString()!);
        return this;
    }

    /// <summary>The error codes by pointer.</summary>
    public IEnumerable<(string Pointer, string Code)> Errors => Json.GetProperty("errors").EnumerateArray()
        .Select(error => (error.GetProperty("pointer").GetString()!, error.GetProperty("code").GetString()!));
}
