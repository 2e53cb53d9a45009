using System.Text;

namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class TotpTests
{
    private static readonly AccountSecret Key = TotpCode.KeyOf(Encoding.ASCII.GetBytes("12345678901234567890"));

    private static AccountState Enrolled => Examples.Account(AccountStatus.Active) with
    {
        Totp = new TotpEnrolment { Key = Key, IsConfirmed = true },
    };

    [Fact]
    public void A_key_is_written_in_base_32() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Key.Reveal());

    // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_rfc(long seconds, string code) =>
        Assert.Equal(code, TotpCode.At(Key, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_code_holds_one_step_around(int secondsOff, bool holds) => Assert.Equal(
        holds, TotpCode.Find(Key, TotpCode.At(Key, Examples.Now.AddSeconds(secondsOff)), Examples.Now, 0) is not null);

    [Theory]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870821")]
    [InlineData("\u0661\u0662\u0663\u0664\u0665\u0666")]
    public void Nothing_else_is_a_code(string typed) => Assert.Null(TotpCode.Find(Key, typed, Examples.Now, 0));

    [Fact]
    public void An_app_counts_once_it_was_tried()
    {
        var state = Examples.Account(AccountStatus.Active);
        Decisions.Refuses(state, TotpRule.Confirm(state, new ConfirmTotp("123456"), Examples.Now), "totp-not-started");
        var offered = Decisions.Accepts(TotpRule.Start(state, new StartTotp(Key)), new TotpOffered());
        Decisions.Accepts(LogInRule.Decide(offered, new AttemptLogIn(true), Examples.Now), new LoggedIn());
        Decisions.Refuses(offered, TotpRule.Confirm(offered, new ConfirmTotp("x"), Examples.Now), "invalid-code");
        var next = Decisions.Accepts(
            TotpRule.Confirm(offered, new ConfirmTotp(TotpCode.At(Key, Examples.Now)), Examples.Now), new TotpEnrolled());
        Decisions.Refuses(next, TotpRule.Start(next, new StartTotp(Key)), "totp-already-enrolled");
        Decisions.Refuses(next, TotpRule.Confirm(next, new ConfirmTotp("x"), Examples.Now), "totp-already-enrolled");
        var pending = Examples.Account(AccountStatus.ActivationPending);
        Decisions.Refuses(pending, TotpRule.Start(pending, new StartTotp(Key)), "invalid-credentials");
    }

    [Fact]
    public void A_log_in_takes_the_password_and_a_code_and_each_code_once()
    {
        var right = new AttemptLogIn(true, "here") { Code = TotpCode.At(Key, Examples.Now) };
        Decisions.Refuses(Enrolled, LogInRule.Decide(Enrolled, right with { Code = null }, Examples.Now), "totp-required");
        var failed = Decisions.Accepts(
            LogInRule.Decide(Enrolled, right with { PasswordMatches = false }, Examples.Now), new LogInFailed(1));
        Assert.Equal(AccountRefusals.InvalidCredentials, LogInRule.Answer(failed, right with { PasswordMatches = false }, Examples.Now));
        var next = Decisions.Accepts(LogInRule.Decide(Enrolled, right, Examples.Now), new LoggedIn());
        var again = Decisions.Accepts(LogInRule.Decide(next, right, Examples.Now), new LogInFailed(1));
        Assert.Equal(AccountRefusals.InvalidCode, LogInRule.Answer(again, right, Examples.Now));
    }

    [Fact]
    public void Wrong_codes_close_the_account_like_wrong_passwords()
    {
        var (state, wrong) = (Enrolled, new AttemptLogIn(true, "here") { Code = "x" });
        for (var failed = 1; failed <= LogInRule.MaxFailedLogIns; failed++) state = LogInRule.Decide(state, wrong, Examples.Now).State;
        Assert.Equal("too-many-attempts", LogInRule.Answer(state, wrong, Examples.Now).Code);
    }
}
