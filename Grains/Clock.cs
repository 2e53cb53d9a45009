namespace Siskop2mi.Grains;

/// <summary>
/// The time a grain decides by: the node's <see cref="TimeProvider"/>, which tests freeze. In microseconds, as the database keeps
/// it: what is read back is what was decided by.
/// </summary>
internal static class Clock
{
    public static DateTimeOffset Now(this IGrainBase grain)
    {
        var time = (TimeProvider?)grain.GrainContext.ActivationServices.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
