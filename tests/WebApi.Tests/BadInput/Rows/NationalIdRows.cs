using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Numbers that are no NIK, and NIK that are right though they look wrong.</summary>
internal static class NationalIdRows
{
    private static readonly Answer Format = new(422, "nik-format");
    private static readonly Answer Region = new(422, "nik-region");
    private static readonly Answer Date = new(422, "nik-date");

    private static readonly string[] NoProvinces = ["00", "01", "09", "10", "20", "22", "29", "30", "37", "40", "54", "60", "77", "90",
        "97"];

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(27, "NIK of 15 or 17 digits, with letters, with spaces inside", Format).Of(
            stage => Nik(stage, "320410570895123", "32041057089512345", "3204 1057 0895 12", "32041057O8951234", " 3204105708951234", "",
                "-204105708951234"),
            (stage, random, word) => random.Next(2) == 0
                ? Nik(stage, $"{random.Digits(random.Next(1, 15))}").Single()
                : Nik(stage, $"{random.Digits(random.Next(17, 60))}{word}").Single()),
        new BadInputRow(28, "NIK in Arabic-Indic or full-width digits", Format).Of(
            stage => Nik(stage, "٣٢٠٤١٠٥٧٠٨٩٥١٢٣٤", "３２０４１０５７０８９５１２３４"),
            (stage, random, _) => Nik(stage, In(random.Pick(0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50, 0xFF10),
                $"3204105708{random.Digits(6)}")).Single()),
        new BadInputRow(29, "NIK of 16 equal digits", Format).Of(
            stage => Nik(stage, "0000000000000000"), (stage, random, _) => Nik(stage, new string((char)('0' + random.Next(10)), 16))
                .Single()),
        new BadInputRow(30, "NIK of a province there is not", Region).Of(
            stage => Nik(stage, "0004105708951234", "1004105708951234", "9904105708951234"),
            (stage, random, _) => Nik(stage, $"{random.Pick(NoProvinces)}04105708{random.Digits(4)}5{random.Digits(1)}").Single()),
        new BadInputRow(31, "NIK of a district that today's list lacks", new Answer(201))
        {
            Remark = "districts are split and renumbered, a NIK stays: kept; the profile gets the flag `nik-region-unknown`",
        }.Of(stage => [New(stage, "9")], (stage, random, _) => New(stage, random.Digits(1))),
        new BadInputRow(32, "NIK of day 00, 32 to 40, 72 to 99", Date).Of(
            stage => Nik(stage, "3204100008951234", "3204103208951234", "3204104008951234", "3204107208951234", "3204109908951234"),
            (stage, random, _) =>
                Nik(stage, $"320410{random.Pick(0, random.Next(32, 41), random.Next(72, 100)):00}0895{random.Digits(3)}1").Single()),
        new BadInputRow(33, "NIK of month 13, of 30 February, of 29 February in no leap year of any century", Date).Of(
            stage => Nik(stage, "3204101713951234", "3204101700951234", "3204103002951234", "3204102902991234", "3204106902011234"),
            (stage, random, _) => Nik(stage, random.Pick(
                $"320410{random.Next(1, 29):00}{random.Next(13, 100):00}95{random.Digits(3)}1",
                $"3204102902{(4 * random.Next(0, 25)) + random.Next(1, 4):00}{random.Digits(3)}1",
                $"320410{random.Pick(30, 31, 70, 71)}02{random.Digits(5)}1",
                $"320410{random.Pick(31, 71)}{random.Pick("04", "06", "09", "11")}{random.Digits(5)}1")).Single()),
        new BadInputRow(34, "NIK of serial 0000", Format).Of(
            stage => Nik(stage, "3204105708950000"), (stage, random, _) => Nik(stage, $"3204105708{random.Digits(2)}0000").Single()),
        new BadInputRow(36, "NIK that has an account", new Answer(201))
        {
            Remark = "as for anybody new: nobody learns who has an account; only who opens the mailed link hears `already-registered`",
        }.Of(Registered),
    ];

    private static IEnumerable<Sending> Nik(Stage stage, params IEnumerable<string> numbers) => numbers.Select(
        number => stage.Register(Bodies.Registration("nationalId", Bodies.Quoted(number)),
            number.Length > 8 ? [number] : []) with
        { Note = number });

    private static string In(int zero, string digits) => string.Concat(digits.Select(digit => (char)(zero + digit - '0')));

    private static Sending New(Stage stage, string district) => stage.Register(Bodies.NewRegistration("fullName", "Siti")
        .Replace("\"3204", $"\"329{district}", StringComparison.Ordinal));

    private static async Task<IEnumerable<Sending>> Registered(Stage stage)
    {
        var card = await stage.Door.Grains.GetGrain<IAccountGrain>(stage.Applicant.AccountId).GetCard();
        var known = Bodies.Registration("nationalId", $"\"{card.NationalId!.Reveal()}\"");
        var fresh = (await stage.Stranger.PostText(Bodies.Registrations, Bodies.NewRegistration("fullName", "Siti"))).Is(201);
        return [stage.Register(known) with
        {
            Check = reply =>
            {
                Assert.Equal(Shape(fresh), Shape(reply));
                return Task.CompletedTask;
            },
        }];
    }

    private static IEnumerable<string> Shape(Reply reply) => reply.Data.EnumerateObject().Select(
        member => member.Name == "id" ? "id" : $"{member.Name}={member.Value}");
}
