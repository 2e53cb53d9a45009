namespace Siskop2mi.Domain.Documents;

/// <summary>How a document stands to the calendar.</summary>
public enum DocumentValidity
{
    Unspecified = 0,
    Valid = 1,

    /// <summary>Its last day is near.</summary>
    ExpiresSoon = 2,
    Expired = 3,
}

/// <summary>Tells it, for a day in Jakarta.</summary>
public static class DocumentValidities
{
    /// <summary>The earliest notice (<c>reference-data/notice-thresholds.json</c>).</summary>
    public const int SoonDays = 90;

    public static DocumentValidity On(DateOnly? expiresOn, DateOnly today) => expiresOn switch
    {
        null => DocumentValidity.Valid,
        { } last when last < today => DocumentValidity.Expired,
        { } last when last.DayNumber - today.DayNumber <= SoonDays => DocumentValidity.ExpiresSoon,
        _ => DocumentValidity.Valid,
    };
}
