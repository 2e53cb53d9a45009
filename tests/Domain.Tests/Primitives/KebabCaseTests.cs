using System.Text.Json;

namespace Siskop2mi.Domain.Tests.Primitives;

public sealed class KebabCaseTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Active", "active")]
    [InlineData("DocumentsVerified", "documents-verified")]
    [InlineData("LoggedIn", "logged-in")]
    [InlineData("already", "already")]
    public void Turns_names_into_words(string name, string words) => Assert.Equal(words, KebabCase.From(name));

    // Some readers make the word themselves, others read what JSON wrote: both must be the same word.
    [Fact]
    public void Writes_every_enum_member_as_the_JSON_does()
    {
        var members = typeof(KebabCase).Assembly.GetTypes().Where(type => type.IsEnum).SelectMany(Enum.GetNames).ToList();
        Assert.NotEmpty(members);
        Assert.All(members, member => Assert.Equal(JsonNamingPolicy.KebabCaseLower.ConvertName(member), KebabCase.From(member)));
    }

    [Fact]
    public void Enums_start_with_not_yet_at_zero()
    {
        string[] notYet = ["Unspecified", "NotStarted", "NoAnswer", "NotAsked"];
        Assert.All(
            typeof(KebabCase).Assembly.GetTypes().Where(type => type.IsEnum),
            type => Assert.Contains(Enum.GetName(type, 0), notYet));
    }
}
