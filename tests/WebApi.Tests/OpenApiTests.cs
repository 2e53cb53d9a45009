using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests;

/// <summary>The description that is served is the one that is checked in. <c>SISKOP2MI_WRITE_OPENAPI=1</c> writes it anew.</summary>
[Collection(FrontDoorTests.Name)]
public sealed class OpenApiTests(FrontDoorFixture door)
{
    [Fact]
    public async Task The_checked_in_description_is_the_served_one()
    {
        using var caller = door.Anonymous();
        var served = (await caller.Get("/openapi/v1.json")).Is(200).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var file = Repository.PathTo("docs", "openapi", "v1.json");
        if (Environment.GetEnvironmentVariable("SISKOP2MI_WRITE_OPENAPI") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, served);
        }

        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file) == served,
            "docs/openapi/v1.json is not what the server says. Look at what changed, then "
            + "run the tests once with SISKOP2MI_WRITE_OPENAPI=1.");
    }

    [Fact]
    public async Task Every_operation_has_a_summary_and_says_how_it_fails()
    {
        using var caller = door.Anonymous();
        var document = (await caller.Get("/openapi/v1.json")).Is(200).Json;
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), response => response.Name == "500");
            var isOpen = operation.Value.GetProperty("x-roles")[0].GetString() == "everybody";
            Assert.Equal(!isOpen, operation.Value.TryGetProperty("security", out _));
        }
    }
}
