using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Siskop2mi.WebApi.Text;

/// <summary>
/// Every visible word of the system, by key and language. Keys: <c>refusal.CODE</c> and <c>problem.CODE</c> (title) with
/// <c>.detail</c>, <c>reason.CODE</c>, <c>eligibility.CODE</c>, <c>status.THING.STATUS.AUDIENCE</c>, <c>event.NAME.AUDIENCE</c>,
/// <c>mail.TEMPLATE.subject</c> and <c>.body</c>, <c>sms.TEMPLATE</c>, <c>page.PAGE.PART</c>. Placeholders are <c>{name}</c>.
/// </summary>
public sealed class TextCatalogue
{
    /// <summary>For the person the thing belongs to.</summary>
    public const string Applicant = "applicant";

    /// <summary>For people who work on it.</summary>
    public const string Officer = "officer";

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> texts;
    private readonly bool isStrict;

    /// <param name="isStrict">Whether a missing key throws, as in tests; else its last part stands in.</param>
    public TextCatalogue(bool isStrict = false)
    {
        this.isStrict = isStrict;
        texts = Languages.All.ToFrozenDictionary(language => language, Load);
    }

    /// <summary>All keys of a language.</summary>
    public ImmutableArray<string> KeysOf(string language) => texts[language].Keys;

    /// <summary>Whether there is a text under a key.</summary>
    public bool Has(string key) => texts[Languages.Default].ContainsKey(key);

    /// <summary>The text under a key, with values put in for its placeholders.</summary>
    public string Text(string key, string language, IReadOnlyDictionary<string, string>? values = null)
    {
        if (!texts[language].TryGetValue(key, out var text))
            return isStrict ? throw new KeyNotFoundException($"The text catalogue has no {key} in {language}.") : key.Split('.')[1];
        foreach (var (name, value) in values ?? ImmutableDictionary<string, string>.Empty)
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Text/{language}.json")
            ?? throw new InvalidOperationException($"The texts of {language} are not built in.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream,
            new JsonSerializerOptions { AllowDuplicateProperties = false })!
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
