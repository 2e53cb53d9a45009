using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Names that people have, and names that hide or forge.</summary>
internal static class NameRows
{
    private static readonly Answer Characters = new(422, "name-characters");
    private static readonly Answer TooLong = new(422, "name-too-long");
    private static readonly Answer Missing = new(422, "name-missing");
    private static readonly string[] Hiding =
    [
        "\u202a", "\u202b", "\u202d", "\u202e", "\u2067", "\u200b", "\u200e", "\u2060", "\U000E0020", "\U000E007F", "\U0001F9D1",
        "\U0001F1EE", "\u0488", "\u061C", "\u180E", new string('\u0489', 5), string.Concat(Enumerable.Repeat("\u0323\u0301", 4)),
    ];

    private static readonly string[] Names = ["fullName", "motherName"];

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(40, "a name of one letter, of one word", new Answer(201)) { Remark = "such names are real" }.Of(
            stage => new[] { "A", "Suharto", "Y" }.Select(name => Taken(stage, name)),
            (stage, random, _) => Taken(stage, random.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", random.Next(1, 12)))),
        new BadInputRow(41, "a name with apostrophe, hyphen, combining marks", new Answer(201)) { Remark = "kept in Unicode NFC" }.Of(
            stage => new[] { ("Ndaru'l", "Ndaru'l"), ("Siti Nur-Aini", "Siti Nur-Aini"), ("Jose\u0301", "Jos\u00e9"),
                ("Drs. I Made", "Drs. I Made"), ("Siti  Aminah ", "Siti Aminah"),
                ("O\u2019Connor", "O\u2019Connor") }.Select(name => Taken(stage, name.Item1, name.Item2)),
            (stage, random, _) => Taken(
                stage, $"Siti{random.Pick("'", "-", " ", ". ", ", ")}Aini{random.Pick("\u0301", "\u0308", "\u0323", "")}")),
        new BadInputRow(42, "a name with U+202E, zero width, tag characters, emoji, more than four marks in a row", Characters).Of(
            stage => Refused(stage, "Siti \u202egpj", "Si\u200bti", "Si\u200dti", "Siti \U0001F600", "Siti\U000E0041",
                "S\u0301\u0301\u0301\u0301\u0301\u0301iti",
                "Siti\u2066", "\uFEFFSiti", "Si\u00ADti", "Siti\u2028", "Si\u034Fti", "Siti\uFE0F", "Siti 2", "Siti\u0007"),
            (stage, random, word) => Refused(stage, $"Siti{random.Pick(Hiding)}{word[..2]}").First()),
        new BadInputRow(43, "a name of Latin and Cyrillic letters that look alike", new Answer(201), new Answer(200))
        {
            Remark = "a keyboard left on another language is no forgery: kept with the flag `mixed-script` for the officer",
        }.Of(
            async stage => [
                Taken(stage, "S\u0456ti") with { Answer = new Answer(201) },
                (await stage.Door.Applicant()).Saving("parents",
                    Bodies.With(Profiles.ParentsWith("Sri"), ("/fatherName", "Bud\u0456 Santoso"))) with
                {
                    Answer = new Answer(200),
                    Check = DayRows.IsFlagged("mixed-script"),
                },
            ]),
        new BadInputRow(44, "`<script>`, `{{7*7}}`, `=HYPERLINK()` as a name", Characters).Of(
            stage => Refused(stage, "<script>", "{{7*7}}", "=HYPERLINK()", "@SUM(A1)", "Siti\" onload=\"", "Siti<b>", "javascript:alert",
                "Siti & Ani"),
            (stage, random, word) =>
                Refused(stage, $"{random.Pick("<", "{{", "=", "${", "`", "\\", "&#", "%", "|", "@", "+", "/", "_")}{word}").First()),
        new BadInputRow(45, "a name of 5,000 letters, of spaces only", TooLong, Missing)
        {
            Remark = "a code of its own says which it is",
        }.Of(
            stage => [
                .. Refused(stage, new string('a', 5_000), new string('a', 151), string.Concat(Enumerable.Repeat("a ", 400))).Select(
                    sending => sending with { Answer = TooLong }),
                .. Refused(stage, "   ", "", "\t", "\u3000").Select(sending => sending with { Answer = Missing }),
            ],
            (stage, random, _) => Refused(stage, new string('b', random.Next(151, 6_000))).First() with { Answer = TooLong }),
    ];

    private static IEnumerable<Sending> Refused(Stage stage, params IEnumerable<string> names) => names.SelectMany(name => Names.Select(
        member => stage.Register(Bodies.Registration(member, Bodies.Quoted(name)), name.Length > 5 ? [name] : [])
            with
        { Note = $"{member} {Spelled(name)}" }));

    private static string Spelled(string name) => string.Concat(
        name.Take(20).Select(letter => letter is >= ' ' and <= '~' ? $"{letter}" : $"\\u{(int)letter:x4}"));

    private static Sending Taken(Stage stage, string name, string? kept = null) =>
        stage.Register(Bodies.NewRegistration("fullName", name)) with
        {
            Note = name,
            Check = async reply =>
            {
                var card = await stage.Door.Grains.GetGrain<IAccountGrain>(reply.Location!.Split('/')[^1]).GetCard();
                Assert.Equal(kept ?? name.Normalize(), card.FullName);
            },
        };
}
