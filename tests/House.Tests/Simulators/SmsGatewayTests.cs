using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Siskop2mi.House.Tests.Simulators;

public sealed class SmsGatewayTests(SimulatorProgram simulators) : IClassFixture<SimulatorProgram>
{
    [Fact]
    public async Task A_message_is_kept_once_under_its_id_and_over_a_restart()
    {
        var number = "+6281230000001";
        using var first = await Send("m-1", number, "Kode 111111");
        using var again = await Send("m-1", number, "Kode 111111");
        using var other = await Send("m-2", number, "Kode 222222");
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);

        await simulators.Restart();
        using var late = await Send("m-1", number, "Kode 111111");
        Assert.Equal(["Kode 222222", "Kode 111111"], await TextsTo("081230000001"));
        Assert.Empty(await TextsTo("081230000002"));
    }

    [Fact]
    public async Task Whoever_waits_is_told_when_one_comes()
    {
        var waiting = simulators.Http.GetFromJsonAsync<JsonElement>("/sms?to=%2B6281230000003&waitSeconds=60");
        using var sent = await Send("m-3", "+6281230000003", "Kode 333333");
        Assert.Equal("Kode 333333", (await waiting)[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("+6281230000422", HttpStatusCode.UnprocessableEntity)]
    [InlineData("+6281230000429", HttpStatusCode.TooManyRequests)]
    [InlineData("+6281230000503", HttpStatusCode.ServiceUnavailable)]
    [InlineData("081230000001", HttpStatusCode.BadRequest)]
    public async Task Some_numbers_fail(string number, HttpStatusCode status)
    {
        using var response = await Send(Guid.NewGuid().ToString(), number, "Kode");
        Assert.Equal(status, response.StatusCode);
        Assert.Empty(await TextsTo(number));
    }

    [Fact]
    public async Task A_lost_answer_is_a_message_that_was_taken()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => Send("m-4", "+6281230000499", "Kode 444444"));
        await Assert.ThrowsAsync<HttpRequestException>(() => Send("m-4", "+6281230000499", "Kode 444444"));
        Assert.Equal(["Kode 444444"], await TextsTo("+6281230000499"));
    }

    private Task<HttpResponseMessage> Send(string id, string to, string text) =>
        simulators.Http.PostAsJsonAsync("/sms/messages", new { id, to, text });

    private async Task<List<string?>> TextsTo(string number) =>
        [.. (await simulators.Http.GetFromJsonAsync<JsonElement>($"/sms?to={Uri.EscapeDataString(number)}")).EnumerateArray()
            .Select(message => message.GetProperty("text").GetString())];
}
