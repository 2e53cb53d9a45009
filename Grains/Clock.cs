namespace Siskop2mi.Grains;

/// <summary>The time a grain decides by: the node's <see cref="TimeProvider"/>, which tests freeze.</summary>
internal static class Clock
{
    public static DateTimeOffset Now(this IGrainBase grain) =>
        ((TimeProvider?)grain.GrainContext.ActivationServices.GetService(typeof(TimeProvider)) ?? TimeProvider.System).GetUtcNow();
}
