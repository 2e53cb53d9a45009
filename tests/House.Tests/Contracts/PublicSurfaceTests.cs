using Siskop2mi.House.Tests.Dependencies;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Contracts;

public sealed class PublicSurfaceTests
{
    private const string AcceptVariable = "SISKOP2MI_ACCEPT_SURFACE";
    private static readonly string Recorded = HouseTree.FullPath("tests/House.Tests/PublicSurface.txt");

    [Fact]
    public void The_grain_programming_interface_is_the_recorded_one()
    {
        var surface = PublicSurface.Of(Product.Load("GrainHost.Abstractions"));
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") File.WriteAllText(Recorded, string.Join('\n', surface) + "\n");
        Findings.AreNone(Compare(File.ReadAllLines(Recorded), surface));
    }

    [Fact]
    public void Sabotage_a_changed_surface_is_found() =>
        Findings.Are(Compare(["interface A", "  old()"], ["interface A", "  new()"]).SkipLast(1), "- 2:   old()", "+ 2:   new()");

    [Fact]
    public void Sabotage_an_added_member_is_found()
    {
        var surface = PublicSurface.Of(Product.Load("GrainHost.Abstractions"));
        Findings.Are(Compare([.. surface.SkipLast(1)], surface).SkipLast(1), "+ ");
    }

    // Names are not unique across types, so that lines are compared with the type they stand under.
    private static IEnumerable<string> Compare(IReadOnlyList<string> recorded, IReadOnlyList<string> present)
    {
        var before = Keyed(recorded);
        var now = Keyed(present);
        var differences = before.Except(now).Select(line => $"- {line.Line}: {line.Text}")
            .Concat(now.Except(before).Select(line => $"+ {line.Line}: {line.Text}"))
            .ToList();
        return differences.Count == 0 ? [] : differences.Append(
            "The surface of GrainHost.Abstractions changed. If Orleans has it so: "
            + $"{AcceptVariable}=1 dotnet test tests/House.Tests, and commit PublicSurface.txt.");
    }

    private static HashSet<SurfaceLine> Keyed(IReadOnlyList<string> lines)
    {
        var type = "";
        return [.. lines.Select((text, index) => new SurfaceLine(type = text.StartsWith(' ') ? type : text, text) { Line = index + 1 })];
    }

    private sealed record SurfaceLine(string Type, string Text)
    {
        // Not part of what makes two lines equal.
        public int Line { get; init; }

        public bool Equals(SurfaceLine? other) => other is not null && Type == other.Type && Text == other.Text;

        public override int GetHashCode() => HashCode.Combine(Type, Text);
    }
}
