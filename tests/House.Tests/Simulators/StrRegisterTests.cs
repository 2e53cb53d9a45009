using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Siskop2mi.House.Tests.Simulators;

public sealed class StrRegisterTests(SimulatorProgram simulators) : IClassFixture<SimulatorProgram>
{
    [Theory]
    [InlineData("STR-VALID-0001", "Siti Aminah", "valid")]
    [InlineData("str-valid-0001", "Siti Aminah", "valid")]
    [InlineData("STR-VALID-0001", "bukan nama", "name-mismatch")]
    [InlineData("STR-EXPIRED-01", "Siti Aminah", "expired")]
    [InlineData("STR-OTHER-0001", "Siti Aminah", "name-mismatch")]
    [InlineData("STR-0001", "Siti Aminah", "not-found")]
    [InlineData("1234567890", "Siti Aminah", "not-found")]
    public async Task The_number_chooses_the_answer(string number, string fullName, string result)
    {
        using var response = await Check(number, fullName);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"result":"{{result}}"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("STR-DOWN-0001", HttpStatusCode.ServiceUnavailable)]
    [InlineData("STR-BUSY-0001", HttpStatusCode.TooManyRequests)]
    [InlineData(" ", HttpStatusCode.BadRequest)]
    public async Task Some_numbers_fail(string number, HttpStatusCode status)
    {
        using var response = await Check(number, "Siti Aminah");
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_broken_answer_is_no_json()
    {
        using var response = await Check("STR-NONSENSE-1", "Siti Aminah");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<JsonException>(() => response.Content.ReadFromJsonAsync<object>());
    }

    [Fact]
    public async Task Some_numbers_answer_the_second_time()
    {
        using var first = await Check("STR-LATER-EXPIRED-1", "Siti Aminah");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        using var second = await Check("STR-LATER-EXPIRED-1", "Siti Aminah");
        Assert.Equal("""{"result":"expired"}""", await second.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> Check(string number, string fullName) =>
        simulators.Http.PostAsJsonAsync("/str-register/number-checks", new { number, fullName });
}
