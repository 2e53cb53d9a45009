namespace Siskop2mi.Domain.Tests.Applicants;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("Abcdef1!")]
    [InlineData("kata sandi Panjang 1 *")]
    [InlineData("Пароль-и-Ключ7#")]
    [InlineData("aA1&\U0001F600\U0001F600\U0001F600\U0001F600")] // eight characters, more code units
    public void Accepts(string password) => Assert.Null(Check(password));

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
        var refusal = Check(password);
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
    public void Accepts_every_symbol_of_the_guide(string symbol) => Assert.Null(Check("Abcdefg1" + symbol));

    [Theory]
    [InlineData(64, true)]
    [InlineData(128, true)]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Is_as_long_as_one_likes_within_reason(int length, bool accepted) =>
        Assert.Equal(accepted, Check("aA1!".PadRight(length, 'x')) is null);

    [Theory]
    [InlineData("Siskop2mi12345!")]
    [InlineData("Password123456!")]
    [InlineData("Indonesia2026!")]
    [InlineData("P@ssw0rd1")]
    [InlineData("p4SSw0rd#99")]
    [InlineData("S1skop2m1!")]
    [InlineData("!!2026Indonesia")]
    [InlineData("IndonesiaIndonesia1!")]
    [InlineData("indone$iA_2026!")]
    [InlineData("Kata Sandi 1!")]
    public void Refuses_what_many_people_choose(string password) => Assert.Equal("password-blocklisted", Assert.Single(
        Check(password)!.Reasons).Code);

    [Theory]
    [InlineData("Rumah#Siti.Mawar9")]
    [InlineData("9SITI-mawar!")]
    [InlineData("Ny!Handayani77x")]
    [InlineData("x81234567890!A")]
    [InlineData("3578025708980002!Aa")]
    [InlineData("Zahra.kembang!1")]
    public void Refuses_what_others_know_of_the_person(string password) => Assert.Equal("password-personal", Assert.Single(
        Check(password)!.Reasons).Code);

    [Theory]
    [InlineData("Nasi#Goreng77")] // a part of three letters stands in too many words
    [InlineData("Sakura#Mekar16")] // a common word within a phrase is no common password
    public void Does_not_go_too_far(string password) => Assert.Null(Check(password));

    private static Refusal? Check(string? password) => PasswordRule.Check(
        password,
        new CommonPasswords(["password", "siskop2mi", "Indonesia", "katasandi", "sakura"]),
        new PasswordOwner(Examples.Email("zahra.nas@example.org"), Examples.Mobile(), Examples.Nik(), "Siti Handayani"));
}
