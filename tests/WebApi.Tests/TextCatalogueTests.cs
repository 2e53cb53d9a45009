using System.Reflection;
using System.Text.RegularExpressions;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Tests.Support;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Tests;

/// <summary>No word is missing in a language, and none is there for nothing.</summary>
public sealed partial class TextCatalogueTests
{
    private static readonly TextCatalogue Texts = new(isStrict: true);

    [Fact]
    public void Both_languages_have_the_same_keys() => Assert.Equal(Texts.KeysOf("id").Order(), Texts.KeysOf("en").Order());

    [Fact]
    public void Both_languages_have_the_same_placeholders() => Assert.All(Texts.KeysOf("id"), key =>
        Assert.Equal(PlaceholdersOf(Texts.Text(key, "id")), PlaceholdersOf(Texts.Text(key, "en"))));

    [Fact]
    public void What_the_code_can_say_is_what_the_catalogue_holds()
    {
        var needed = Needed().Order().Distinct().ToList();
        Assert.Equal([], needed.Except(Texts.KeysOf("id")));
        Assert.Equal([], Texts.KeysOf("id").Except(needed));
    }

    [Fact]
    public void A_missing_key_throws_in_tests_and_shows_its_code_in_production()
    {
        Assert.Throws<KeyNotFoundException>(() => Texts.Text("refusal.no-such-code", "id"));
        Assert.Equal("no-such-code", new TextCatalogue().Text("refusal.no-such-code", "id"));
    }

    // One message and not two: 160 characters of the GSM 7-bit alphabet, of which the braces of a placeholder are none.
    [Fact]
    public void A_text_message_is_one_message() => Assert.All(
        Texts.KeysOf("id").Where(key => key.StartsWith("sms.", StringComparison.Ordinal)), key =>
        {
            var text = Texts.Text(key, "id", new Dictionary<string, string>
            {
                ["code"] = "123456",
                ["reference"] = "JP16-7K3M-92QX",
                ["until"] = "24 September 2026 pukul 10.00 WIB",
            });
            Assert.InRange(text.Length, 1, 160);
            Assert.Matches(@"\A[A-Za-z0-9 .,:;!?'()/+&%-]*\z", text);
        });

    private static IEnumerable<string> Needed()
    {
        var refusals = RefusalCodes().ToHashSet();
        foreach (var code in refusals.SelectMany(code => new[] { $"refusal.{code}", $"refusal.{code}.detail" })) yield return code;
        foreach (var code in ProblemCodesOfOurs().Except(refusals)
            .SelectMany(code => new[] { $"problem.{code}", $"problem.{code}.detail" })) yield return code;
        foreach (var code in ReasonCodes().Except(refusals).Except(ProblemCodesOfOurs())) yield return $"reason.{code}";
        foreach (var status in Enum.GetValues<ApplicationStatus>().Where(status => status is not ApplicationStatus.NotStarted))
            foreach (var audience in new[] { "applicant", "officer" }) yield return $"status.application.{Words.Of(status)}.{audience}";
        foreach (var status in new[] { "incomplete", "complete" }) yield return $"status.profile.{status}";
        foreach (var type in EventTypes.All.Where(type => type.Value.Namespace == typeof(ApplicationStarted).Namespace))
            foreach (var audience in new[] { "applicant", "officer" }) yield return $"event.{type.Key}.{audience}";
        foreach (var template in Enum.GetValues<MessageTemplate>().Where(template => template is not MessageTemplate.Unspecified))
            foreach (var key in KeysOf(template)) yield return key;
        foreach (var code in TickCodes())
            foreach (var key in new[] { $"eligibility.{code}", $"reason.{code}" }) yield return key;
        foreach (var key in Sources("WebApi").SelectMany(source => PageKey().Matches(source)).Select(match => match.Groups[1].Value))
            yield return key;
    }

    private static string[] KeysOf(MessageTemplate template) => MessageRule.ChannelOf(template) is MessageChannel.Sms
        ? [$"sms.{Words.Of(template)}"]
        : [$"mail.{Words.Of(template)}.subject", $"mail.{Words.Of(template)}.body"];

    private static IEnumerable<string> RefusalCodes() => typeof(Refusal).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
        .Where(field => field.FieldType == typeof(Refusal))
        .Select(field => ((Refusal)field.GetValue(null)!).Code);

    private static IEnumerable<string> ProblemCodesOfOurs() =>
        typeof(ProblemCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!);

    // Codes of single fields are written where the field is read.
    private static IEnumerable<string> ReasonCodes() => Sources("Domain").Concat(Sources("WebApi"))
        .SelectMany(source => source.Split('\n'))
        .SelectMany(line => FieldPlace().IsMatch(line) ? Code().Matches(line) : Reason().Matches(line).Concat(LineCode().Matches(line)))
        .Select(match => match.Groups[1].Value);

    // Every demand of a position can be a gap.
    private static IEnumerable<string> TickCodes() => Sources("Domain")
        .SelectMany(source => TickCode().Matches(source)).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Sources(string project) => Directory
        .EnumerateFiles(Repository.PathTo(project), "*.cs", SearchOption.AllDirectories)
        .Select(File.ReadAllText);

    private static List<string> PlaceholdersOf(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Value).Distinct().Order()];

    [GeneratedRegex(@"RefusalReason\(""([a-z-]+)""")]
    private static partial Regex Reason();

    [GeneratedRegex(@"EligibilityTick\(""([a-z-]+)""")]
    private static partial Regex TickCode();

    // What LineRule gives.
    [GeneratedRegex(@"[?:] ""(text-[a-z-]+)""")]
    private static partial Regex LineCode();

    [GeneratedRegex(@"\bRequire\(|new FieldError\(|FieldValueException\(""")]
    private static partial Regex FieldPlace();

    [GeneratedRegex(@"(?<![/#])""([a-z]+(?:-[a-z]+)*)""")]
    private static partial Regex Code();

    [GeneratedRegex(@"""(page\.[a-z.-]+)""")]
    private static partial Regex PageKey();

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Placeholder();
}
