using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Siskop2mi.Faults.Tests;

/// <summary>
/// Registers made-up people without pause, and keeps what the server acknowledged. What it acknowledged must be there
/// afterwards; what it refused or never answered may be there once or not at all.
/// </summary>
internal sealed class Journal : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private readonly Task[] writers;
    private int failures;
    private int serial;

    public Journal(HttpClient http, int writers) =>
        this.writers = [.. Enumerable.Range(0, writers).Select(writer => Task.Run(() => Write(http, writer)))];

    /// <summary>Ids the server said it keeps.</summary>
    public IReadOnlyCollection<string> Acknowledged => [.. acknowledged.Keys];

    /// <summary>Requests that were answered with an error or not at all.</summary>
    public int Failures => Volatile.Read(ref failures);

    public async Task WaitForAcknowledged(int count)
    {
        for (var waited = 0; acknowledged.Count < count; waited++)
        {
            if (waited > 3_000)
                throw new TimeoutException($"Only {acknowledged.Count} of {count} registrations were acknowledged; {Failures} failed.");
            await Task.Delay(20);
        }
    }

    public async Task WaitForFailures(int count)
    {
        for (var waited = 0; Failures < count; waited++)
        {
            if (waited > 3_000) throw new TimeoutException($"Only {Failures} requests failed.");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        stop.Dispose();
    }

    private async Task Write(HttpClient http, int writer)
    {
        while (!stop.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref serial);
            var person = new
            {
                nationalId = $"3204{10 + writer:00}170895{1_000 + (number % 8_999):0000}",
                fullName = "Orang Contoh",
                motherName = "Ibu Contoh",
                consentVersion = "2026-01",
            };
            try
            {
                using var response = await http.PostAsJsonAsync("/api/v1/registrations", person, stop.Token);
                if (response.StatusCode is HttpStatusCode.Created)
                    acknowledged[(await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("id")
                        .GetString()!] = "";
                else await Failed();
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                await Failed();
            }
            catch (Exception)
            {
                // Stopped, whatever the request ended with in the same moment.
                return;
            }
        }
    }

    private Task Failed()
    {
        Interlocked.Increment(ref failures);
        return Task.Delay(50);
    }
}
