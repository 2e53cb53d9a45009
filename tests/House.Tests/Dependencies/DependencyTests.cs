using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Dependencies;

public sealed class DependencyTests
{
    public static TheoryData<string> Built => [.. Product.Built];

    [Fact]
    public void Every_project_with_code_is_watched() => Findings.AreNone(Product.Unwatched());

    [Theory]
    [MemberData(nameof(Built))]
    public void Projects_know_only_whom_they_may_know(string project) =>
        Findings.AreNone(DependencyRules.References(ProductAssembly.Read(Product.Load(project))));

    [Theory]
    [MemberData(nameof(Built))]
    public void Time_ids_and_facts_are_arguments(string project) =>
        Findings.AreNone(DependencyRules.Calls(ProductAssembly.Read(Product.Load(project)), isDomain: project == "Domain"));

    [Fact]
    public void The_front_door_writes_only_through_grains() =>
        Findings.AreNone(HouseTree.Read("WebApi", ".cs", ".cshtml", ".razor", ".csproj").SelectMany(DependencyRules.FrontDoor));

    [Fact]
    public void The_grain_host_holds_no_sql() => Findings.AreNone(HouseTree.CSharp("GrainHost").SelectMany(DependencyRules.Sql));

    [Fact]
    public void Areas_meet_only_through_grain_interfaces_or_ids()
    {
        var areas = HouseTree.Files.Select(path => path.Split('/')).Where(parts => parts is ["Grains", _, _, ..]).Select(parts => parts[1])
            .ToHashSet();
        Findings.AreNone(HouseTree.CSharp("Grains").SelectMany(file => DependencyRules.Areas(file, areas)));
    }

    [Fact]
    public void Sabotage_a_forbidden_reference_is_found() => Findings.Are(
        DependencyRules.References(Bad("Siskop2mi.Grains", "System.Runtime", "Npgsql", "Siskop2mi.GrainHost", "Microsoft.AspNetCore.Http")),
        "Npgsql", "Siskop2mi.GrainHost", "Microsoft.AspNetCore.Http");

    [Fact]
    public void Sabotage_a_forbidden_call_is_found_in_a_real_assembly()
    {
        _ = typeof(ReadsTheClock);
        var found = DependencyRules.Calls(ProductAssembly.Read(typeof(DependencyTests).Assembly), isDomain: true).ToList();
        Assert.Contains(found, finding => finding.Contains("DateTime.get_UtcNow", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("System.Guid.NewGuid", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("System.Random.get_Shared", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("System.IO.File.ReadAllText", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("System.Threading.Tasks.Task.Delay", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("System.Environment.GetEnvironmentVariable", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("WebApi/Applications/Bad.cs", "using Siskop2mi.Storage.Grains; using Siskop2mi.Storage.Queries; // Storage.Secrets",
        "Storage.Grains")]
    [InlineData("WebApi/Applications/Bad.cs", "var keys = Storage.Secrets.KeyFile.Load();", "Storage.Secrets")]
    [InlineData("WebApi/WebApi.csproj", """<A B="../Storage/Storage.csproj" /><Using Include="Siskop2mi.Storage.Grains" />""",
        "Storage.Grains")]
    public void Sabotage_a_front_door_that_writes_is_found(string path, string code, string finding) =>
        Findings.Are(DependencyRules.FrontDoor(new SourceFile(path, code)), finding);

    [Fact]
    public void What_wires_the_node_sees_the_whole_store() =>
        Findings.AreNone(DependencyRules.FrontDoor(new SourceFile("WebApi/Node/Ground.cs", "using Siskop2mi.Storage.Embedded;")));

    [Theory]
    [InlineData("var text = \"select state from application\";", "select")]
    [InlineData("var text = $\"\"\"\n  Update lease\n  set holder = {x}\n\"\"\";", "Update")]
    public void Sabotage_sql_is_found(string code, string finding) =>
        Findings.Are(DependencyRules.Sql(new SourceFile("GrainHost/Bad.cs", code)), finding);

    [Fact]
    public void Sabotage_an_area_that_reaches_into_another_is_found()
    {
        var areas = new HashSet<string> { "Applications", "Documents" };
        const string Code = "using Siskop2mi.Grains.Documents; using Siskop2mi.Grains.Applications; // Siskop2mi.Grains.Documents";
        Findings.Are(DependencyRules.Areas(new SourceFile("Grains/Applications/Bad.cs", Code), areas), "Grains.Documents");
    }

    private static ProductAssembly Bad(string name, params string[] references) => new(name, references.ToHashSet(), new HashSet<string>());

    private static class ReadsTheClock
    {
        public static object[] Everything() =>
        [
            DateTime.UtcNow, Guid.NewGuid(), Random.Shared.Next(), File.ReadAllText("x"), Task.Delay(1),
                Environment.GetEnvironmentVariable("x") ?? "",
        ];
    }
}
