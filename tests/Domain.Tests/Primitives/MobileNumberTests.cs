namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("081234567890")]
    [InlineData("6281234567890")]
    [InlineData("+6281234567890")]
    [InlineData("+62 812-3456-7890")]
    [InlineData("0812.3456.7890")]
    [InlineData(" 0812 3456 7890 ")]
    public void Reads_every_way_of_writing_one_number(string text)
    {
        Assert.True(MobileNumber.TryParse(text, out var value, out _));
        Assert.Equal("+6281234567890", value.Reveal());
    }

    [Theory]
    [InlineData("0812345678", true)] // 10 digits
    [InlineData("0812345678901", true)] // 13
    [InlineData("081234567", false)]
    [InlineData("08123456789012", false)]
    public void Holds_10_to_13_digits(string text, bool fits) => Assert.Equal(fits, MobileNumber.TryParse(text, out _, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("110")] // short code
    [InlineData("02112345678")] // a fixed line
    [InlineData("080123456789")]
    [InlineData("+1900555123456")] // foreign premium
    [InlineData("+819012345678")]
    [InlineData("+6208123456789")]
    [InlineData("8123456789")]
    [InlineData("0812345678x")]
    [InlineData("0812(345)678")]
    [InlineData("++6281234567890")]
    [InlineData("0812+34567890")]
    [InlineData("٠٨١٢٣٤٥٦٧٨٩٠")]
    [InlineData("081234567890\n")]
    public void Refuses(string? text)
    {
        Assert.False(MobileNumber.TryParse(text, out _, out var refusal));
        Assert.Equal(("phone-not-allowed", RefusalKind.Invalid), (refusal.Code, refusal.Kind));
    }
}
