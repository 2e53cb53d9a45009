namespace Siskop2mi.Domain.Primitives;

/// <summary>Age as the law counts it.</summary>
public static class FullYears
{
    /// <summary>Years completed on a day since another; who is born on 29 February is a year older on 1 March.</summary>
    public static int Between(DateOnly since, DateOnly day)
    {
        var years = day.Year - since.Year;
        return (day.Month, day.Day).CompareTo((since.Month, since.Day)) < 0 ? years - 1 : years;
    }
}
