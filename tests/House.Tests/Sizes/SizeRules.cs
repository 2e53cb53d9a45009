using System.Text.RegularExpressions;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Sizes;

/// <summary>Past these sizes a thing is split by meaning. The aims are lower: method 25, file 150, grain class 120, endpoint file 80.</summary>
public static partial class SizeRules
{
    private const int LargestFile = 400;
    private const int LargestMethod = 60;
    private const int LargestGrainClass = 250;
    private const int LargestEndpointFile = 200;

    /// <summary>What is too large in a file.</summary>
    public static IEnumerable<string> Check(SourceFile file)
    {
        if (file.Lines > LargestFile) yield return $"{file.Path} has {file.Lines} lines; {LargestFile} is the limit.";
        if (IsEndpointFile(file) && file.Lines > LargestEndpointFile)
        {
            yield return $"{file.Path} has {file.Lines} lines; {LargestEndpointFile} is the limit of an endpoint file.";
        }

        foreach (var block in CodeBlocks.In(file.Code))
        {
            if (block.Kind == CodeBlockKind.Member && block.Lines > LargestMethod)
            {
                yield return $"{file.Path}:{block.FirstLine} {block.Name} has {block.Lines} lines; {LargestMethod} is the limit.";
            }

            if (block.Kind == CodeBlockKind.Type && block.Lines > LargestGrainClass && file.Path.StartsWith("Grains/", StringComparison.Ordinal))
            {
                yield return $"{file.Path}:{block.FirstLine} {block.Name} has {block.Lines} lines; {LargestGrainClass} is the limit of a grain class.";
            }
        }
    }

    private static bool IsEndpointFile(SourceFile file) => file.Path.StartsWith("WebApi/", StringComparison.Ordinal) && MapsRoutes().IsMatch(file.Code);

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete)\s*\(")]
    private static partial Regex MapsRoutes();
}
