using Siskop2mi.Storage.Embedded;

namespace Siskop2mi.Storage.Tests.Embedded;

public sealed class PostgresBinariesTests : IDisposable
{
    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    private readonly string folder = Directory.CreateTempSubdirectory("siskop2mi-binaries-").FullName;

    [Fact]
    public void Programs_side_by_side_are_a_server_and_links_to_them_too()
    {
        var links = Directory.CreateDirectory(Path.Combine(folder, "links")).FullName;
        foreach (var program in Programs)
        {
            File.WriteAllText(Path.Combine(folder, program), "");
            File.CreateSymbolicLink(Path.Combine(links, program), Path.Combine(folder, program));
        }

        Assert.True(PostgresBinaries.IsComplete(folder));
        Assert.True(PostgresBinaries.IsComplete(links));
    }

    [Fact]
    public void A_folder_without_them_or_no_folder_is_none()
    {
        Assert.False(PostgresBinaries.IsComplete(folder));
        Assert.False(PostgresBinaries.IsComplete(Path.Combine(folder, "nowhere")));
    }

    [Fact]
    public void Links_that_a_removed_server_left_behind_are_none()
    {
        foreach (var program in Programs) File.CreateSymbolicLink(Path.Combine(folder, program), Path.Combine(folder, "gone", program));
        Assert.False(PostgresBinaries.IsComplete(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
