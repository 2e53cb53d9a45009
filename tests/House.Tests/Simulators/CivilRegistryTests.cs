using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Siskop2mi.House.Tests.Simulators;

public sealed class CivilRegistryTests(SimulatorProgram simulators) : IClassFixture<SimulatorProgram>
{
    [Theory]
    [InlineData("3201011708950001", "Budi Santoso", "Siti Aminah", "match")]
    [InlineData("3201011708950001", "Budi Santoso", " bukan ibu ", "mismatch")]
    [InlineData("3201011708950001", "BUKAN NAMA", "Siti Aminah", "mismatch")]
    [InlineData("3201011708950404", "Budi Santoso", "BUKAN IBU", "not-found")]
    public async Task The_values_choose_the_answer(string nationalId, string fullName, string motherName, string result)
    {
        using var response = await Check(nationalId, fullName, motherName);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"result":"{{result}}"}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("3201011708950429", HttpStatusCode.TooManyRequests)]
    [InlineData("3201011708950500", HttpStatusCode.InternalServerError)]
    [InlineData("3201011708950503", HttpStatusCode.ServiceUnavailable)]
    [InlineData("320101170895000", HttpStatusCode.BadRequest)]
    [InlineData("32010117O8950001", HttpStatusCode.BadRequest)]
    public async Task Some_numbers_fail(string nationalId, HttpStatusCode status)
    {
        using var response = await Check(nationalId, "Budi Santoso", "Siti Aminah");
        Assert.Equal(status, response.StatusCode);
        Assert.DoesNotContain(nationalId, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_answer_is_no_json()
    {
        using var response = await Check("3201011708950502", "Budi Santoso", "Siti Aminah");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAsync<JsonException>(() => response.Content.ReadFromJsonAsync<object>());
    }

    [Fact]
    public async Task A_slow_answer_is_still_out_when_a_later_one_is_there()
    {
        using var cancellation = new CancellationTokenSource();
        var slow = simulators.Http.PostAsJsonAsync("/civil-registry/identity-checks", Body("3201011708950408"), cancellation.Token);
        using var quick = await Check("3201011708950001", "Budi Santoso", "Siti Aminah");
        Assert.Equal(HttpStatusCode.OK, quick.StatusCode);
        Assert.False(slow.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }

    private Task<HttpResponseMessage> Check(string nationalId, string fullName, string motherName) =>
        simulators.Http.PostAsJsonAsync("/civil-registry/identity-checks", new { nationalId, fullName, motherName });

    private static object Body(string nationalId) => new { nationalId, fullName = "Budi Santoso", motherName = "Siti Aminah" };
}
