using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Silo.Outside;

/// <summary>
/// The civil registry over HTTP. Whatever goes wrong (away, slow, an error page, a redirect, a huge body) is one answer: no
/// answer. Nothing of the question or the reply is logged.
/// </summary>
public sealed partial class HttpCivilRegistry(CivilRegistryOptions options, ILogger<HttpCivilRegistry> log) : ICivilRegistry, IDisposable
{
    private readonly HttpClient? http = options.BaseAddress is null ? null : new HttpClient(Handler())
    {
        BaseAddress = options.BaseAddress,
        Timeout = options.Timeout,
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public async Task<RegistryAnswer> Ask(
        NationalId nationalId, string fullName, MotherName motherName, CancellationToken cancellationToken)
    {
        if (http is null) return NoAnswer("no address is configured");
        try
        {
            var question = new { nationalId = nationalId.Reveal(), fullName, motherName = motherName.Reveal() };
            using var response = await http.PostAsJsonAsync("civil-registry/identity-checks", question, cancellationToken);
            if (!response.IsSuccessStatusCode) return NoAnswer($"status {(int)response.StatusCode}");
            var reply = await response.Content.ReadFromJsonAsync<Reply>(cancellationToken);
            return reply?.Result switch
            {
                "match" => RegistryAnswer.Match,
                "mismatch" => RegistryAnswer.Mismatch,
                "not-found" => RegistryAnswer.NotFound,
                _ => NoAnswer("an answer we do not know"),
            };
        }
        catch (Exception caught) when (caught is HttpRequestException or JsonException or TaskCanceledException or NotSupportedException)
        {
            return NoAnswer(caught.GetType().Name);
        }
    }

    public void Dispose() => http?.Dispose();

    // No redirects: an answer that sends us elsewhere is not the registry's.
    private static SocketsHttpHandler Handler() => new() { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    private RegistryAnswer NoAnswer(string why)
    {
        LogNoAnswer(why);
        return RegistryAnswer.NoAnswer;
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "The civil registry gave no answer: {Why}. The check stays pending and is asked again.")]
    private partial void LogNoAnswer(string why);

    private sealed record Reply(string? Result);
}
