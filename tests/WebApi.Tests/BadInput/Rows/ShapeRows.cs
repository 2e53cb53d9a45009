using System.IO.Compression;
using System.Text;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Bodies that are no JSON of ours, or say they are something else.</summary>
internal static class ShapeRows
{
    private const string Canary = "zzcanaryzz";

    private static readonly string Right = Bodies.Registration("fullName", "\"Siti\"");
    private static readonly string[] Members = ["nationalId", "fullName", "motherName", "consentVersion"];

    public static IEnumerable<BadInputRow> All => [.. Broken, .. Typed, .. Labelled];

    private static IEnumerable<BadInputRow> Broken =>
    [
        new BadInputRow(1, "broken JSON: `{\"a\":`, nothing at all, cut off anywhere", new Answer(400, "malformed-body")).Of(
            stage => Bad(stage, "{\"nationalId\":", "", " ", "{\"fullName\":\"zzcanaryzz\n\"}", "{'fullName':'zzcanaryzz'}", "{}{}", "{}x"),
            (stage, random, _) => stage.Register(Right[..random.Next(1, Right.Length - 1)])),
        new BadInputRow(2, "JSON with another root: array, text, number, null", new Answer(400, "malformed-body")).Of(
            stage => Bad(stage, "[]", "null", "true", "1", "\"zzcanaryzz\"", $"[{Right}]"),
            (stage, random, word) => stage.Register(random.Pick($"[\"{word}\"]", $"\"{word}\"", $"[[{Right}]]", $"{random.Next()}"))),
        new BadInputRow(3, "a member twice, also written `\\u006eik`", new Answer(400, "malformed-body")).Of(
            stage => [
                .. Bad(stage, "{\"fullName\":\"a\",\"fullName\":\"zzcanaryzz\"}", "{\"fullName\":\"a\",\"full\\u004eame\":\"zzcanaryzz\"}"),
                stage.LastStep("{\"officeId\":\"a\",\"officeId\":\"b\"}"),
            ],
            Twice),
        new BadInputRow(4, "a member nobody asked for: `isAdmin:true`, another case", new Answer(400, "unknown-field")).Of(
            stage => [
                .. Bad(stage, Bodies.Registration("isAdmin", "true"), Bodies.Registration("FullName", "\"zzcanaryzz\""),
                    Bodies.Registration("zz canary zz<script>", "1"), Bodies.Registration("__proto__", "{}")),
                stage.LastStep("{\"status\":\"submitted\"}"),
            ],
            (stage, random, word) => stage.Register(Bodies.Registration($"{word}<b>", random.Pick("1", "true", "null", "{}", "[]")))),
    ];

    private static IEnumerable<BadInputRow> Typed =>
    [
        new BadInputRow(5, "ten thousand levels deep", new Answer(400, "malformed-body"))
        {
            Remark = "16 levels are read",
        }.Of(
            stage => Bad(stage, Bodies.Registration("fullName", $"{new string('[', 10_000)}{new string(']', 10_000)}")),
            (stage, random, _) => stage.Register(Bodies.Registration("fullName", Nest(random, random.Next(16, 4_000))))),
        new BadInputRow(6, "a number where there is none: 1e400, 2^63, -0, 1.5", new Answer(400, "validation")).Of(
            stage => [
                .. Bad(stage, new[] { "1e400", "9223372036854775808", "-0", "1.5", "3204105708951234" }.Select(
                    number => Bodies.Registration("nationalId", number))),
                .. new[] { "1e400", "9223372036854775808", "1.5", "\"2010\"", "true" }
                    .Select(year => stage.Newcomer.Saving("education", "") with
                {
                    Content = Bodies.Json($"{{\"hasNone\":false,\"entries\":[{{\"startYear\":{year}}}]}}"),
                    Note = year,
                }),
            ],
            (stage, random, _) => stage.Register(Bodies.Registration(
                random.Pick(Members), $"{random.Pick("", "-")}1{random.Digits(15)}{random.Pick("", ".5", "e99", "e400")}"))),
        new BadInputRow(7, "another type than asked for: `\"true\"` for true", new Answer(400, "validation")).Of(
            stage => [
                .. Bad(stage, Bodies.Registration("fullName", "{\"a\":1}"), Bodies.Registration("fullName", "true"),
                    Bodies.Registration("fullName", "[\"zzcanaryzz\"]"), Bodies.Registration("fullName", "null"), "{}"),
                stage.LastStep("{\"needsPassportRecommendation\":\"true\"}"),
                stage.LastStep("{\"needsPassportRecommendation\":1}"),
            ],
            (stage, random, word) => stage.Register(
                Bodies.Registration(random.Pick(Members), random.Pick("true", $"[\"{word}\"]", $"{{\"{word}\":1}}", "7")))),
        new BadInputRow(8, "bytes that are no UTF-8, UTF-16, a byte order mark", new Answer(400, "malformed-body")).Of(
            stage => new byte[][]
            {
                [.. "{\"fullName\":\""u8, 0xFF, 0xFE, .. "\"}"u8], [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Right)],
                Encoding.Unicode.GetBytes(Right), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Right)],
                [.. "{\"fullName\":\""u8, 0xC0, 0x80, .. "\"}"u8], [.. "{\"fullName\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
            }.Select(bytes => stage.Register("") with { Content = Bodies.Bytes(bytes) }),
            BrokenBytes),
        new BadInputRow(9, "half a surrogate pair `\\ud800` in a text", new Answer(422, "validation")).Of(
            stage => Bad(stage, Bodies.Registration("fullName", "\"zzcanaryzz \\ud800\""),
                Bodies.Registration("motherName", "\"\\udfff zzcanaryzz\"")),
            (stage, random, word) => stage.Register(Bodies.Registration(
                random.Pick(Members), $"\"{word} \\u{random.Next(0xD800, 0xE000):x4} {word}\""))),
        new BadInputRow(10, "NUL `\\u0000` in a text", new Answer(422, "validation"))
        {
            Remark = "PostgreSQL keeps none",
        }.Of(
            stage => [
                .. Members.Select(member => stage.Register(Bodies.Registration(member, "\"zzcanaryzz \\u0000\""), Canary)),
                stage.LastStep("{\"officeId\":\"a\",\"needsPassportRecommendation\":true,\"message\":\"zzcanaryzz\\u0000\"}", Canary),
            ],
            (stage, random, word) => stage.Register(Bodies.Registration(
                random.Pick(Members), $"\"{word[..random.Next(word.Length)]}\\u0000{word}\""))),
    ];

    private static IEnumerable<BadInputRow> Labelled =>
    [
        new BadInputRow(11, "a body that says it is text/plain, or nothing", new Answer(415, "unsupported-media-type")).Of(
            stage => new[] { "text/plain", "application/xml", "application/json; charset=utf-16", "application/json-patch+json", "x",
                null }.Select(
                type => stage.Register(Right) with { Content = Bodies.Bytes(Encoding.UTF8.GetBytes(Right), type), Note = type ?? "none" }),
            (stage, random, word) => stage.Register(Right) with
            {
                Content = Bodies.Bytes(Encoding.UTF8.GetBytes(Right), $"{random.Pick("text", "image", "application")}/{word}"),
            }),
        new BadInputRow(12, "`Accept: image/png` where there is only JSON", new Answer(406, "not-acceptable")).Of(
            stage => new[] { "image/png", "text/html", "application/json;q=0", "text/*, image/*;q=0.5" }.Select(
                accept => new Sending(stage.Stranger, "/api/v1/offices") { Headers = [("Accept", accept)], Note = accept }),
            (stage, _, word) => new Sending(stage.Stranger, "/api/v1/vacancies") { Headers = [("Accept", $"text/{word}")] }),
        new BadInputRow(13, "a packed body, such as gzip of a gigabyte", new Answer(415, "unsupported-encoding")).Of(
            stage => new[] { "gzip", "br", "deflate", "identity, gzip", "zzcanaryzz" }
                .Select(encoding => Packed(stage, encoding, Zipped())),
            (stage, _, word) => Packed(stage, word, Zipped())),
        new BadInputRow(14, "2 MB of JSON where 64 KB are taken", new Answer(413, "body-too-large")).Of(
            stage => [Large(stage, 2_000_000)], (stage, random, _) => Large(stage, random.Next(65_537, 2_000_000))),
    ];

    private static IEnumerable<Sending> Bad(Stage stage, params IEnumerable<string> bodies) =>
        bodies.Select(body => stage.Register(body, Canary, "script") with { Note = body.Length > 80 ? body[..80] : body });

    private static string Nest(Random random, int levels)
    {
        var (open, close) = (new StringBuilder(), new List<char>());
        for (var level = 0; level < levels; level++)
        {
            var isArray = random.Next(2) == 0;
            open.Append(isArray ? "[" : "{\"a\":");
            close.Add(isArray ? ']' : '}');
        }

        close.Reverse();
        return $"{open}1{string.Concat(close)}";
    }

    private static Sending Twice(Stage stage, Random random, string word)
    {
        var member = random.Pick(Members);
        var at = random.Next(member.Length);
        var spelled = random.Next(2) == 0 ? member : $"{member[..at]}\\u{(int)member[at]:x4}{member[(at + 1)..]}";
        return stage.Register($"{Right[..^1]},\"{spelled}\":\"{word}\"}}");
    }

    private static Sending BrokenBytes(Stage stage, Random random, string word)
    {
        byte[] broken = random.Pick<byte[]>([0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xED, 0xBF, 0xBF],
            [0xF5, 0x80, 0x80, 0x80]);
        return stage.Register("") with
        {
            Content = Bodies.Bytes([.. "{\"fullName\":\""u8, .. Encoding.UTF8.GetBytes(word), .. broken, .. "\"}"u8]),
        };
    }

    private static Sending Packed(Stage stage, string encoding, byte[] bytes) => stage.Register("") with
    {
        Content = () =>
        {
            var content = Caller.Raw(bytes, "application/json");
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
            return content;
        },
        Note = encoding,
    };

    private static byte[] Zipped()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal)) zip.Write(new byte[10_000_000]);
        return packed.ToArray();
    }

    // The client asks before it sends: else the answer may come while it still writes, and be lost with the connection.
    private static Sending Large(Stage stage, int length) => new(stage.Stranger, "/api/v1/sessions")
    {
        Method = HttpMethod.Post,
        Content = Bodies.Json($"{{\"login\":\"{new string('a', length)}\"}}"),
        Headers = [("Expect", "100-continue")],
        Note = $"{length} letters",
    };
}
