using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Tests.Applicants;

public sealed class RememberedTokensTests : ISecureDataFormat<AuthenticationTicket>
{
    private readonly ManualTimeProvider clock = new();
    private int decrypted;

    private RememberedTokens Tokens => field ??= new RememberedTokens(this, clock);

    [Fact]
    public void A_token_is_decrypted_once_a_minute()
    {
        var first = Tokens.Unprotect("good-1");
        Assert.Same(first, Tokens.Unprotect("good-1"));
        Assert.NotSame(first, Tokens.Unprotect("good-2"));
        Assert.Equal(2, decrypted);
        clock.Advance(TimeSpan.FromMinutes(1));
        Tokens.Unprotect("good-1");
        Assert.Equal(3, decrypted);
    }

    [Theory]
    [InlineData("bad")]
    [InlineData("")]
    [InlineData(null)]
    public void What_cannot_be_decrypted_is_not_remembered(string? token)
    {
        Assert.Null(Tokens.Unprotect(token));
        Assert.Null(Tokens.Unprotect(token));
        Assert.Equal(2, decrypted);
    }

    [Fact]
    public void A_token_of_any_length_is_read()
    {
        Assert.NotNull(Tokens.Unprotect("good" + new string('a', 1_020)));
        Assert.NotNull(Tokens.Unprotect("good" + new string('\u20ac', 1_020)));
        Assert.NotNull(Tokens.Unprotect("good" + new string('a', 100_000)));
    }

    [Fact]
    public void A_flood_of_tokens_is_not_kept_without_end()
    {
        for (var i = 0; i <= 20_000; i++) Tokens.Unprotect($"good-{i}");
        decrypted = 0;
        Tokens.Unprotect("good-1");
        Assert.Equal(1, decrypted);
    }

    string ISecureDataFormat<AuthenticationTicket>.Protect(AuthenticationTicket data) => "";

    string ISecureDataFormat<AuthenticationTicket>.Protect(AuthenticationTicket data, string? purpose) => "";

    AuthenticationTicket? ISecureDataFormat<AuthenticationTicket>.Unprotect(string? protectedText) => Decrypt(protectedText);

    AuthenticationTicket? ISecureDataFormat<AuthenticationTicket>.Unprotect(string? protectedText, string? purpose) =>
        Decrypt(protectedText);

    private AuthenticationTicket? Decrypt(string? text)
    {
        decrypted++;
        return text?.StartsWith("good", StringComparison.Ordinal) is true
            ? new AuthenticationTicket(new ClaimsPrincipal(), SessionSchemes.Bearer) : null;
    }
}
