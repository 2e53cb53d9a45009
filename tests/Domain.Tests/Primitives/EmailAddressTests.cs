namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("siti@example.org", "siti@example.org")]
    [InlineData("Siti.NUR@Example.ORG", "siti.nur@example.org")] // unique without regard to case
    [InlineData("siti+kerja@example.org", "siti+kerja@example.org")]
    [InlineData("a@b.id", "a@b.id")]
    [InlineData("siti@mail.dinas.jabarprov.go.id", "siti@mail.dinas.jabarprov.go.id")]
    [InlineData("siti@xn--pple-43d.com", "siti@xn--pple-43d.com")] // a look-alike domain is somebody's domain
    [InlineData("siti@example.xn--p1ai", "siti@example.xn--p1ai")] // top-level domains in other scripts, as ASCII
    [InlineData("o'brien@example.org", "o'brien@example.org")]
    public void Reads(string text, string address)
    {
        Assert.True(EmailAddress.TryParse(text, out var value, out _));
        Assert.Equal(address, value.Reveal());
        Assert.Equal(Examples.Email(address), value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("siti")]
    [InlineData("siti@example")]
    [InlineData("@example.org")]
    [InlineData("siti@")]
    [InlineData("siti@@example.org")]
    [InlineData("siti@-example.org")]
    [InlineData("siti@example-.org")]
    [InlineData("siti@example..org")]
    [InlineData("siti@example.o")]
    [InlineData("siti@example.123")]
    [InlineData(" siti@example.org")]
    [InlineData("siti@example.org\n")]
    [InlineData("a@b\r\nBcc:x@example.org")]
    [InlineData("a@example.org\r\nBcc:x@example.org")]
    [InlineData("si ti@example.org")]
    [InlineData("\"siti\"@example.org")]
    [InlineData("s\u0456ti@example.org")] // a Cyrillic i
    [InlineData("siti@ex\u0430mple.org")]
    [InlineData("siti@[127.0.0.1]")]
    public void Refuses(string? text)
    {
        Assert.False(EmailAddress.TryParse(text, out _, out var refusal));
        Assert.Equal(("email-format", RefusalKind.Invalid), (refusal.Code, refusal.Kind));
    }

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void Holds_254_characters(int length, bool fits)
    {
        const string local = "siti@";
        var labels = string.Concat(Enumerable.Repeat(new string('a', 49) + ".", 5))[..(length - local.Length - 3)].TrimEnd('.');
        var text = $"{local}{labels.PadRight(length - local.Length - 3, 'b')}.id";
        Assert.Equal(length, text.Length);
        Assert.Equal(fits, EmailAddress.TryParse(text, out _, out _));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Holds_64_characters_before_the_at(int length, bool fits) =>
        Assert.Equal(fits, EmailAddress.TryParse(new string('a', length) + "@example.org", out _, out _));
}
