using System.Xml.Linq;
using Orleans;
using Siskop2mi.House.Tests.Dependencies;

namespace Siskop2mi.House.Tests.Contracts;

public sealed class GrainTests
{
    [Fact]
    public void Grain_methods_are_verbs_that_answer_tasks() => Findings.AreNone(GrainRules.Interfaces(Product.Types("GrainInterfaces")));

    [Fact]
    public void Every_grain_method_is_documented() => Findings.AreNone(GrainRules.Documentation(
        Product.Types("GrainInterfaces"), XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Siskop2mi.GrainInterfaces.xml"))));

    [Fact]
    public void Every_grain_class_has_a_kind_of_its_own() => Findings.AreNone(GrainRules.Classes(Product.Types("Grains")));

    [Fact]
    public void Sabotage_bad_interfaces_are_found() => Findings.Are(
        GrainRules.Interfaces([typeof(IBadThing), typeof(IGoodGrain)]), "IBadThing is not called", "SaveAsync ends with Async",
            "Count answers Int32");

    [Fact]
    public void Sabotage_a_method_without_a_comment_is_found() => Findings.Are(
        GrainRules.Documentation([typeof(IGoodGrain), typeof(IBadThing)], XDocument.Parse($"""
            <doc><members>
              <member name="M:{typeof(IGoodGrain).FullName}.Save(System.String)"><summary>Saves.</summary></member>
              <member name="M:{typeof(IBadThing).FullName}.SaveAsync"><summary> </summary></member>
              <member name="M:{typeof(IBadThing).FullName}.Count"><summary>Counts.</summary></member>
            </members></doc>
            """)),
        "SaveAsync has no doc comment");

    [Fact]
    public void Sabotage_bad_grain_classes_are_found() => Findings.Are(
        GrainRules.Classes([typeof(NamelessGrain), typeof(Thing), typeof(GoodGrain), typeof(TwinGrain)]),
        "NamelessGrain is not sealed", "NamelessGrain has no [GrainType]", "Thing is not called", "Not_Kebab is not",
        "good is the kind of GoodGrain and TwinGrain");

    private interface IBadThing : IGrainWithStringKey
    {
        Task SaveAsync();

        int Count();
    }

    private interface IGoodGrain : IGrainWithStringKey
    {
        Task Save(string what);
    }

    public class NamelessGrain : Grain;

    [GrainType("Not_Kebab")]
    private sealed class Thing : Grain;

    [GrainType("good")]
    private sealed class GoodGrain : Grain;

    [GrainType("good")]
    private sealed class TwinGrain : Grain;
}
