using System.Collections.Frozen;

namespace Siskop2mi.Domain.Primitives;

/// <summary>
/// The 38 province codes of the Ministry of Home Affairs (Kepmendagri 300.2.2-2138/2025). New provinces were split off
/// older ones, so regency and district codes of an old NIK may name places that no longer exist: only the province is checked.
/// </summary>
public static class Provinces
{
    private static readonly FrozenSet<string> Codes = new[]
    {
        "11", "12", "13", "14", "15", "16", "17", "18", "19", "21",
        "31", "32", "33", "34", "35", "36", "51", "52", "53",
        "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76",
        "81", "82", "91", "92", "93", "94", "95", "96",
    }.ToFrozenSet();

    /// <summary>Whether a two-digit code is a province.</summary>
    public static bool IsKnown(string code) => Codes.Contains(code);
}
