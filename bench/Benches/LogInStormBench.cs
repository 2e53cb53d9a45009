using Siskop2mi.Bench.Storms;

namespace Siskop2mi.Bench.Benches;

/// <summary>Password hashing is meant to be slow; it must not make everybody else slow.</summary>
internal sealed class LogInStormBench : StormBench
{
    public override string Name => "login-storm";

    public override string What => "50 log-ins a second beside a rush";

    protected override double MostMoved => 0.2;

    protected override IStorm Over(TicketBook book) => new LogInStorm(book);
}
