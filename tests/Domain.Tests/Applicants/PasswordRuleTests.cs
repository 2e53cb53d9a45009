namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("Abcdef1!")]
    [InlineData("kata sandi Panjang 1 *")]
    [InlineData("Пароль-и-Ключ7#")]
    [InlineData("aA1&\U0001F600\U0001F600\U0001F600\U0001F600")] // eight characters, more code units
    public void Accepts(string password) => Assert.Null(PasswordRule.Check(password));

    [Theory]
    [InlineData(null, "password-too-short,password-needs-lower-case,password-needs-upper-case,password-needs-digit,password-needs-symbol")]
    [InlineData("Abcde1!", "password-too-short")]
    [InlineData("aA1&\U0001F600\U0001F600\U0001F600", "password-too-short")] // seven, though ten code units
    [InlineData("ABCDEF1!", "password-needs-lower-case")]
    [InlineData("abcdef1!", "password-needs-upper-case")]
    [InlineData("Abcdefg!", "password-needs-digit")]
    [InlineData("Abcdefg١!", "password-needs-digit")]
    [InlineData("Abcdefg1", "password-needs-symbol")]
    [InlineData("Abcdefg1-", "password-needs-symbol")]
    [InlineData("abcdefgh", "password-needs-upper-case,password-needs-digit,password-needs-symbol")]
    public void Says_every_reason_at_once(string? password, string reasons)
    {
        var refusal = PasswordRule.Check(password);
        Assert.Equal("password-not-accepted", refusal!.Code);
        Assert.Equal(reasons, string.Join(',', refusal.Reasons.Select(reason => reason.Code)));
        Assert.All(refusal.Reasons, reason => Assert.Equal("/password", reason.Pointer));
    }

    [Theory]
    [InlineData("!")]
    [InlineData("@")]
    [InlineData("#")]
    [InlineData("$")]
    [InlineData("%")]
    [InlineData("^")]
    [InlineData("&")]
    [InlineData("*")]
    public void Accepts_every_symbol_of_the_guide(string symbol) => Assert.Null(PasswordRule.Check("Abcdefg1" + symbol));

    [Theory]
    [InlineData(64, true)]
    [InlineData(128, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Is_as_long_as_one_likes_within_reason(int length, bool accepted) =>
        Assert.Equal(accepted, PasswordRule.Check("aA1!".PadRight(length, 'x')) is null);
}
