using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.TestSupport.Hosting;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Tests.Applicants;

public sealed class AccountLimitTests : IDisposable
{
    private readonly ManualTimeProvider clock = new();

    private AccountLimit Limit => field ??= new AccountLimit(perMinute: 60, writesAtOnce: 2, clock);

    [Fact]
    public void One_account_has_so_many_a_minute_and_another_its_own()
    {
        Assert.Equal(60, Granted("siti", 70));
        Assert.Equal(60, Granted("budi", 70));
    }

    [Fact]
    public void Who_is_refused_is_told_how_long_to_wait_and_has_not_used_anything()
    {
        Granted("siti", 60);
        clock.Advance(TimeSpan.FromSeconds(20));
        using var refused = Ask("siti");
        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.InRange(wait.TotalSeconds, 40.9, 41.1);
        clock.Advance(TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)));
        Assert.InRange(Granted("siti", 5), 1, 2);
    }

    [Theory]
    [InlineData(61, 1)]
    [InlineData(90, 30)]
    [InlineData(119, 59)]
    [InlineData(120, 60)]
    [InlineData(100_000, 60)]
    public void What_was_used_comes_back_bit_by_bit_in_the_minute_after(int seconds, int granted)
    {
        Granted("siti", 60);
        clock.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(granted, Granted("siti", 70));
    }

    [Fact]
    public void A_wait_that_was_told_is_enough()
    {
        Granted("siti", 60);
        clock.Advance(TimeSpan.FromSeconds(75));
        Granted("siti", 60);
        using (var refused = Ask("siti"))
        {
            Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait));
            Assert.InRange(wait.TotalSeconds, 0.1, 2);
            clock.Advance(wait);
        }

        Assert.Equal(1, Granted("siti", 5));
    }

    [Fact]
    public void Changes_under_way_are_few_and_what_is_over_makes_room()
    {
        var first = Ask("siti", "POST");
        using var second = Ask("siti", "PUT");
        using var third = Ask("siti", "DELETE");
        Assert.Equal((true, true, false), (first.IsAcquired, second.IsAcquired, third.IsAcquired));
        Assert.True(Ask("siti").IsAcquired);
        using var neighbour = Ask("budi", "POST");
        Assert.True(neighbour.IsAcquired);

        first.Dispose();
        first.Dispose();
        using var fourth = Ask("siti", "POST");
        using var fifth = Ask("siti", "POST");
        Assert.Equal((true, false), (fourth.IsAcquired, fifth.IsAcquired));
    }

    [Fact]
    public void A_token_that_was_revoked_uses_up_nothing_of_the_account()
    {
        Assert.Equal(60, Granted("siti", 70, "revoked"));
        Assert.Equal(60, Granted("siti", 70));
    }

    [Fact]
    public void Nobody_in_particular_is_not_counted() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Count(_ => Limit.AttemptAcquire(new DefaultHttpContext()).IsAcquired));

    public void Dispose() => Limit.Dispose();

    private int Granted(string account, int times, string stamp = "stamp") => Enumerable.Range(0, times).Count(_ =>
    {
        using var lease = Ask(account, "GET", stamp);
        return lease.IsAcquired;
    });

    private RateLimitLease Ask(string account, string method = "GET", string stamp = "stamp")
    {
        var card = new AccountCard
        {
            AccountId = account,
            Role = AccountRole.Applicant,
            Status = AccountStatus.Active,
            SecurityStamp = AccountSecret.Restore(stamp),
        };
        return Limit.AttemptAcquire(new DefaultHttpContext
        {
            User = Claims.PrincipalOf(card, SessionSchemes.Bearer),
            Request = { Method = method },
        });
    }
}
