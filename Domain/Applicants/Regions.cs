using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>A province, city or regency, district, or village.</summary>
/// <param name="Code">Of the Ministry of Home Affairs: <c>32</c>, <c>32.04</c>, <c>32.04.09</c> or <c>32.04.09.2005</c>.</param>
/// <param name="Name">Official name.</param>
public sealed record Region(string Code, string Name);

/// <summary>The four levels of regions; a code says its level by its length.</summary>
public enum RegionLevel
{
    Unspecified = 0,
    Province = 1,

    /// <summary>Kabupaten or kota.</summary>
    City = 2,

    /// <summary>Kecamatan.</summary>
    District = 3,

    /// <summary>Kelurahan or desa.</summary>
    Village = 4,
}

/// <summary>
/// All regions of the country, 92,000 of them: for each level one sorted array of numbers and one of UTF-8, two megabytes in
/// all, where objects would take fifteen.
/// </summary>
public sealed class RegionCatalogue
{
    private readonly Level[] levels;

    /// <summary>Each level in ascending order of codes. Throws <see cref="FormatException"/> for what cannot be kept.</summary>
    public RegionCatalogue(
        IEnumerable<Region> provinces, IEnumerable<Region> cities, IEnumerable<Region> districts, IEnumerable<Region> villages)
    {
        levels =
        [
            new Level(RegionLevel.Province, provinces), new Level(RegionLevel.City, cities),
            new Level(RegionLevel.District, districts), new Level(RegionLevel.Village, villages),
        ];
        foreach (var (above, level) in levels.Zip(levels.Skip(1))) level.RequireParents(above);
    }

    /// <summary>How many regions there are.</summary>
    public int Count => levels.Sum(level => level.Count);

    /// <summary>Bytes the regions take in memory.</summary>
    public long Size => levels.Sum(level => level.Size);

    /// <summary>All provinces.</summary>
    public ImmutableArray<Region> Provinces => levels[0].Between(0, long.MaxValue);

    /// <summary>
    /// The level a code is of, <c>Unspecified</c> when it is no code at all. Says nothing about whether there is such a region.
    /// </summary>
    public static RegionLevel LevelOf(string? code) => TryRead(code, out var level, out _) ? level : RegionLevel.Unspecified;

    /// <summary>The region of a code, or null.</summary>
    public Region? Find(string? code) => TryRead(code, out var level, out var number) ? levels[(int)level - 1].Find(number) : null;

    /// <summary>The regions directly below one, in order of codes; none when there is no such region or it is a village.</summary>
    public ImmutableArray<Region> Below(string code)
    {
        if (!TryRead(code, out var level, out var number) || level is RegionLevel.Village) return [];
        var factor = Factor(level + 1);
        return levels[(int)level].Between(number * factor, (number + 1) * factor);
    }

    private static long Factor(RegionLevel level) => level is RegionLevel.Village ? 10_000 : 100;

    private static bool TryRead(string? code, out RegionLevel level, out long number)
    {
        number = 0;
        level = code?.Length switch
        {
            2 => RegionLevel.Province,
            5 => RegionLevel.City,
            8 => RegionLevel.District,
            13 => RegionLevel.Village,
            _ => RegionLevel.Unspecified,
        };
        if (level is RegionLevel.Unspecified) return false;
        for (var i = 0; i < code!.Length; i++)
        {
            if (i is 2 or 5 or 8 ? code[i] != '.' : !char.IsAsciiDigit(code[i])) return false;
            if (code[i] != '.') number = (number * 10) + (code[i] - '0');
        }

        return true;
    }

    private static string Write(RegionLevel level, long number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return level switch
        {
            RegionLevel.Province => digits,
            RegionLevel.City => $"{digits[..2]}.{digits[2..]}",
            RegionLevel.District => $"{digits[..2]}.{digits[2..4]}.{digits[4..]}",
            _ => $"{digits[..2]}.{digits[2..4]}.{digits[4..6]}.{digits[6..]}",
        };
    }

    private sealed class Level
    {
        private readonly RegionLevel level;
        private readonly long[] numbers;
        private readonly int[] ends;
        private readonly byte[] names;

        public Level(RegionLevel level, IEnumerable<Region> regions)
        {
            this.level = level;
            var (numbers, ends, names) = (new List<long>(), new List<int>(), new List<byte>());
            foreach (var region in regions)
            {
                if (!TryRead(region.Code, out var found, out var number) || found != level || region.Name.Length == 0)
                    throw new FormatException($"{region.Code} {region.Name} is no {level}.");
                if (numbers.Count > 0 && numbers[^1] >= number) throw new FormatException($"{region.Code} comes too late or twice.");
                numbers.Add(number);
                names.AddRange(Encoding.UTF8.GetBytes(region.Name));
                ends.Add(names.Count);
            }

            (this.numbers, this.ends, this.names) = ([.. numbers], [.. ends], [.. names]);
        }

        public int Count => numbers.Length;

        public long Size => (numbers.Length * sizeof(long)) + (ends.Length * sizeof(int)) + names.Length;

        public void RequireParents(Level above)
        {
            foreach (var number in numbers)
            {
                if (Array.BinarySearch(above.numbers, number / Factor(level)) < 0)
                    throw new FormatException($"{Write(level, number)} is in no {above.level} there is.");
            }
        }

        public Region? Find(long number) => Array.BinarySearch(numbers, number) is >= 0 and var at ? At(at) : null;

        public ImmutableArray<Region> Between(long from, long to)
        {
            var found = ImmutableArray.CreateBuilder<Region>();
            var start = Array.BinarySearch(numbers, from);
            for (var at = start < 0 ? ~start : start; at < numbers.Length && numbers[at] < to; at++) found.Add(At(at));
            return found.ToImmutable();
        }

        private Region At(int at)
        {
            var start = at == 0 ? 0 : ends[at - 1];
            return new Region(Write(level, numbers[at]), Encoding.UTF8.GetString(names, start, ends[at] - start));
        }
    }
}

/// <summary>Why a list of regions is not given.</summary>
public static class RegionRefusals
{
    public static readonly Refusal NotFound = new("region-not-found", RefusalKind.NotFound);
}
