using System.Text.RegularExpressions;
using Siskop2mi.House.Tests.Reading;

namespace Siskop2mi.House.Tests.Sizes;

/// <summary>
/// Past these sizes a thing is split by meaning. The aims are lower: method 25, file 150, grain class 120, endpoint file 80.
/// </summary>
public static partial class SizeRules
{
    private const int LargestFile = 400;
    private const int LargestMethod = 60;
    private const int LargestGrainClass = 250;
    private const int LargestEndpointFile = 200;
    private const int LongestLine = 140;

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

            if (block.Kind == CodeBlockKind.Type && block.Lines > LargestGrainClass && IsGrainFile(file))
            {
                yield return $"{file.Path}:{block.FirstLine} {block.Name} has {block.Lines} lines; "
                    + $"{LargestGrainClass} is the limit of a grain class.";
            }
        }

        foreach (var (line, code, number) in file.Text.Split('\n').Zip(file.Code.Split('\n'), Enumerable.Range(1, file.Lines + 1)))
        {
            if (line.Length > LongestLine && !IsOneLongLiteral(line, code))
            {
                yield return $"{file.Path}:{number} has {line.Length} characters; {LongestLine} is the limit.";
            }
        }
    }

    // A long regular expression, statement or path reads worse in pieces. Literals and comments are blank in the code.
    private static bool IsOneLongLiteral(string line, string code) =>
        !line.Contains("// ", StringComparison.Ordinal) && LongBlank().IsMatch(code[(line.Length - line.TrimStart().Length)..]);

    private static bool IsGrainFile(SourceFile file) => file.Path.StartsWith("Grains/", StringComparison.Ordinal);

    private static bool IsEndpointFile(SourceFile file) =>
        file.Path.StartsWith("WebApi/", StringComparison.Ordinal) && MapsRoutes().IsMatch(file.Code);

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete)\s*\(")]
    private static partial Regex MapsRoutes();

    [GeneratedRegex(@"\s{60,}")]
    private static partial Regex LongBlank();
}
