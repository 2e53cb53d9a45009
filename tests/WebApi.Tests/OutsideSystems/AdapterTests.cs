using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Silo.Outside;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.OutsideSystems;

/// <summary>The adapters against servers that behave as outside systems do.</summary>
public sealed class AdapterTests
{
    private const string Secret = "STR-VALID-7781";

    private readonly ManualTimeProvider time = new();
    private readonly CapturedLogs logs = new();

    [Theory]
    [InlineData("valid", StrAnswer.Valid)]
    [InlineData("not-found", StrAnswer.NotFound)]
    [InlineData("expired", StrAnswer.Expired)]
    [InlineData("name-mismatch", StrAnswer.NameMismatch)]
    [InlineData("VALID", StrAnswer.NoAnswer)]
    [InlineData("", StrAnswer.NoAnswer)]
    public async Task The_STR_register_is_read_word_for_word(string word, StrAnswer answer)
    {
        await using var server = await OddServer.Start(OddServer.Says(200, $$"""{"result":"{{word}}","more":1}"""));
        Assert.Equal(answer, await AskStr(server.Address));
    }

    [Theory]
    [InlineData(200, "<html>Bad gateway</html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    [InlineData(200, "{\"result\":{}}")]
    [InlineData(200, "")]
    [InlineData(400, "{\"result\":\"valid\"}")]
    [InlineData(429, "")]
    [InlineData(500, "{\"result\":\"valid\"}")]
    [InlineData(503, "")]
    public async Task What_cannot_be_read_is_no_answer(int status, string body)
    {
        await using var server = await OddServer.Start(OddServer.Says(status, body));
        Assert.Equal(StrAnswer.NoAnswer, await AskStr(server.Address));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = await OddServer.Start(OddServer.Says(200, """{"result":"valid"}"""));
        await using var server = await OddServer.Start(OddServer.Says(307, location: other.Address.ToString()));
        Assert.Equal(StrAnswer.NoAnswer, await AskStr(server.Address));
        Assert.Equal(0, other.Asked);
    }

    [Fact]
    public async Task A_huge_reply_is_not_read()
    {
        await using var server = await OddServer.Start(
            OddServer.Says(200, """{"result":"valid","more":"x""" + new string('x', 70_000) + "\"}"));
        Assert.Equal(StrAnswer.NoAnswer, await AskStr(server.Address));
    }

    [Fact]
    public async Task A_reply_that_does_not_end_is_given_up()
    {
        await using var server = await OddServer.Start(async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        Assert.Equal(StrAnswer.NoAnswer, await AskStr(server.Address, TimeSpan.FromMilliseconds(200)));
    }

    [Fact]
    public async Task Nobody_there_and_no_address_are_no_answer()
    {
        Uri gone;
        await using (var server = await OddServer.Start(OddServer.Says(200))) gone = server.Address;
        Assert.Equal(StrAnswer.NoAnswer, await AskStr(gone));
        Assert.Equal(StrAnswer.NoAnswer, await AskStr(null));
        using var sms = Sms(null);
        Assert.Equal(MessageAttempt.Deferred, await Send(sms));
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_told_so_and_nothing_is_held_against_the_register()
    {
        using var gone = new CancellationTokenSource();
        await using var server = await OddServer.Start(_ => gone.CancelAsync());
        using var register = Str(server.Address, failures: 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => register.Ask(Number(), "Siti", gone.Token));
        server.Answer = OddServer.Says(200, """{"result":"valid"}""");
        Assert.Equal(StrAnswer.Valid, await register.Ask(Number(), "Siti", CancellationToken.None));
    }

    [Fact]
    public async Task A_register_that_gives_no_answers_is_left_alone_until_the_pause_is_over()
    {
        await using var server = await OddServer.Start(OddServer.Says(503));
        using var register = Str(server.Address, failures: 3);
        for (var question = 0; question < 10; question++)
            Assert.Equal(StrAnswer.NoAnswer, await register.Ask(Number(), "Siti", CancellationToken.None));
        Assert.Equal(3, server.Asked);

        server.Answer = OddServer.Says(200, """{"result":"valid"}""");
        Assert.Equal(StrAnswer.NoAnswer, await register.Ask(Number(), "Siti", CancellationToken.None));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(StrAnswer.Valid, await register.Ask(Number(), "Siti", CancellationToken.None));
        Assert.Equal(StrAnswer.Valid, await register.Ask(Number(), "Siti", CancellationToken.None));
        Assert.Equal(5, server.Asked);
    }

    [Fact]
    public async Task One_person_whose_questions_are_not_accepted_does_not_close_the_register_for_others()
    {
        await using var server = await OddServer.Start(OddServer.Says(422));
        using var register = Str(server.Address, failures: 2);
        for (var question = 0; question < 5; question++) await register.Ask(Number(), "Siti", CancellationToken.None);
        Assert.Equal(5, server.Asked);
    }

    [Fact]
    public async Task The_civil_registry_is_left_alone_too()
    {
        await using var server = await OddServer.Start(OddServer.Says(500));
        using var registry = new HttpCivilRegistry(
            new CivilRegistryOptions { BaseAddress = server.Address, FailuresBeforePause = 2 }, time, Log<HttpCivilRegistry>());
        Assert.True(NationalId.TryParse("3201011708950001", out var nationalId, out _));
        Assert.True(MotherName.TryParse("Sri Wahyuni", out var mother, out _));
        for (var question = 0; question < 4; question++)
            Assert.Equal(RegistryAnswer.NoAnswer, await registry.Ask(nationalId, "Siti", mother, CancellationToken.None));
        Assert.Equal(2, server.Asked);
    }

    [Theory]
    [InlineData(200, MessageAttempt.Accepted)]
    [InlineData(202, MessageAttempt.Accepted)]
    [InlineData(302, MessageAttempt.Deferred)]
    [InlineData(400, MessageAttempt.Refused)]
    [InlineData(401, MessageAttempt.Deferred)]
    [InlineData(403, MessageAttempt.Deferred)]
    [InlineData(404, MessageAttempt.Deferred)]
    [InlineData(408, MessageAttempt.Deferred)]
    [InlineData(413, MessageAttempt.Refused)]
    [InlineData(422, MessageAttempt.Refused)]
    [InlineData(429, MessageAttempt.Deferred)]
    [InlineData(500, MessageAttempt.Deferred)]
    [InlineData(503, MessageAttempt.Deferred)]
    public async Task A_status_of_the_gateway_says_how_the_attempt_ended(int status, MessageAttempt end)
    {
        await using var server = await OddServer.Start(OddServer.Says(status));
        using var sms = Sms(server.Address);
        Assert.Equal(end, await Send(sms));
    }

    [Fact]
    public async Task The_gateway_hears_id_number_text_and_key_and_the_log_none_of_them()
    {
        var (heard, key) = ("", "");
        await using var server = await OddServer.Start(async context =>
        {
            heard = await new StreamReader(context.Request.Body).ReadToEndAsync();
            key = $"{context.Request.Path} {context.Request.Headers.Authorization}";
            context.Response.StatusCode = 503;
        });
        using var sms = Sms(new Uri(server.Address, "operator/v2"));
        await Send(sms);
        Assert.Equal("""{"id":"event-7","to":"\u002B6281234567890","text":"Kode 482913"}""", heard);
        Assert.Equal("/operator/v2/sms/messages Bearer very-secret-key", key);
        Assert.NotEmpty(logs.Lines);
        Assert.DoesNotContain(logs.Lines, line => line.Contains("6281234567890", StringComparison.Ordinal)
            || line.Contains("482913", StringComparison.Ordinal) || line.Contains("very-secret", StringComparison.Ordinal));
        Assert.DoesNotContain("very-secret", new SmsGatewayOptions { ApiKey = "very-secret-key" }.ToString(), StringComparison.Ordinal);
    }

    private async Task<StrAnswer> AskStr(Uri? address, TimeSpan? limit = null)
    {
        using var register = Str(address, failures: 5, limit);
        var answer = await register.Ask(Number(), "Siti Handayani", CancellationToken.None);
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Secret, StringComparison.Ordinal)
            || line.Contains("Handayani", StringComparison.Ordinal));
        return answer;
    }

    private HttpStrRegister Str(Uri? address, int failures, TimeSpan? limit = null) => new(
        new StrRegisterOptions { BaseAddress = address, FailuresBeforePause = failures, Timeout = limit ?? TimeSpan.FromMinutes(1) },
        time, Log<HttpStrRegister>());

    private HttpSmsGateway Sms(Uri? address) => new(
        new SmsGatewayOptions { BaseAddress = address, ApiKey = "very-secret-key", Timeout = TimeSpan.FromMinutes(1) },
        time, Log<HttpSmsGateway>());

    private static Task<MessageAttempt> Send(HttpSmsGateway sms) =>
        sms.Send("event-7", MobileNumber.Restore("+6281234567890"), "Kode 482913", CancellationToken.None);

    private static DocumentNumber Number() => DocumentNumber.Restore(Secret);

    private ILogger<T> Log<T>() => LoggerFactory.Create(log => log.AddProvider(logs).SetMinimumLevel(LogLevel.Trace)).CreateLogger<T>();
}
