namespace Siskop2mi.Domain.Tests.Documents;

public sealed class UploadQuotaRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 16, 59, 30, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(29, 0, 1, true)]
    [InlineData(30, 0, 1, false)]
    [InlineData(31, 0, 0, false)]
    [InlineData(1, UploadQuotaRule.MaxBytes - 5, 5, true)]
    [InlineData(1, UploadQuotaRule.MaxBytes - 5, 6, false)]
    [InlineData(1, UploadQuotaRule.MaxBytes, 0, true)]
    public void Thirty_files_and_sixty_megabytes_are_a_day(int files, long bytes, long next, bool isAllowed) =>
        Assert.Equal(isAllowed, UploadQuotaRule.Check(new UploadUsage(files, bytes), next, Now) is null);

    [Theory]
    [InlineData("2026-03-01T16:59:30Z", "30")]
    [InlineData("2026-03-01T16:59:59.5Z", "1")]
    [InlineData("2026-03-01T17:00:00Z", "86400")]
    public void It_may_be_tried_again_after_midnight_in_Jakarta(string now, string seconds)
    {
        var refusal = UploadQuotaRule.Check(
            new UploadUsage(30, 0), 1, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))!;
        Assert.Equal(("upload-quota", RefusalKind.TooMany), (refusal.Code, refusal.Kind));
        Assert.Equal((seconds, "30", "60"), (refusal.Facts["retryAfterSeconds"], refusal.Facts["maxFiles"], refusal.Facts["maxMegabytes"]));
    }
}
