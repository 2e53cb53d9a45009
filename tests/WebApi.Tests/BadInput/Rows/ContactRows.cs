using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Tests.Support;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Telephone numbers and e-mail addresses.</summary>
internal static class ContactRows
{
    private const string Nobody = $"{Bodies.Registrations}/aaaaaaaaaaaaaaaaaaaaaaaaaa";

    private static readonly Answer NotAllowed = new(422, "phone-not-allowed");
    private static readonly Answer NoAddress = new(422, "email-format");
    private static readonly Answer Taken = new(202);

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(46, "a mobile number as 08.., 628.., +62 with spaces and dashes", Taken, new Answer(200))
        {
            Remark = "kept in E.164",
        }.Of(
            Spellings),
        new BadInputRow(47, "a telephone number abroad, a short code, letters", NotAllowed).Of(
            stage => new[] { "+1900555123", "+6591234567", "112", "14022", "0812ABCDEF", "+62215551234", "0800111222", "", "+628",
                "08123456789012345" }
                .SelectMany(phone => Phone(stage, phone)),
            (stage, random, word) => random.Pick(Phone(stage, random.Pick(
                $"+{random.Next(1, 9)}{random.Digits(12)}0000", random.Digits(random.Next(1, 6)), $"0812{word}",
                $"08{random.Digits(14)}", $"021{random.Digits(7)}",
                $"0812{random.Digits(6)}\u0661")))),
        new BadInputRow(48, "an e-mail address of 255 letters, without a domain, with line breaks", NoAddress).Of(
            stage => new[]
            {
                $"{new string('a', 60)}@{new string('b', 60)}.{new string('c', 60)}.{new string('d', 60)}.{new string('e', 30)}.test",
                "tanpa-domain", "a@contoh",
                "a@b\r\nBcc: zzcanaryzz@contoh.test", "a@b.test\n", " a@b.test", "a b@contoh.test", "a@@contoh.test",
                "\"a\"@contoh.test", "a@[127.0.0.1]",
                "a@contoh..test", "@contoh.test", "a@-contoh.test", "<a@contoh.test>", "a@contoh.test,b@contoh.test", "",
            }.Select(email => Email(stage, email) with { Answer = NoAddress }),
            (stage, random, word) => Email(stage, random.Pick(
                $"{word}@{word}", $"{word}", $"{word}@{word}.test\r\nCc: x", $"{word}@ {word}.test", $"{word}@{word}.t",
                $"{word};@{word}.test", $"{word}@{word}.test\0"[..^1] + "\u2028",
                $"{new string('a', 65)}{word}@contoh.test"))),
        new BadInputRow(49, "an e-mail address that has an account", Taken)
        {
            Remark = "the same as for any address; who reads it is told",
        }.Of(
            async stage => {
                var pending = await stage.Pending();
                return [Choose(stage, pending, stage.Applicant.Email), Choose(stage, pending, stage.Applicant.Email.ToUpperInvariant())];
            }),
        new BadInputRow(50, "an e-mail address in mixed case, with a plus, of a domain in other letters", Taken, NoAddress)
        {
            Remark = "one address whatever its case; look-alike letters only as `xn--`, which shows them",
        }.Of(
            async stage => {
                var pending = await stage.Pending();
                return [
                    Choose(stage, pending, "Budi.Santoso+KP2MI@Contoh.TEST", "budi.santoso+kp2mi@contoh.test"),
                    Choose(stage, pending, "siti@xn--cntoh-jye.test", "siti@xn--cntoh-jye.test"),
                    Email(stage, "siti@c\u043Entoh.test") with { Answer = NoAddress }, Email(stage, "\u0455iti@contoh.test") with
                    {
                        Answer = NoAddress,
                    },
                ];
            }),
    ];

    /// <summary>A registration that has come to the choice of e-mail and password; its path.</summary>
    public static async Task<string> Pending(this Stage stage) =>
        (await stage.Stranger.PostText(Bodies.Registrations, Bodies.NewRegistration("fullName", "Belum Aktif"))).Is(201).Location!;

    public static Sending Credentials(Stage stage, string registration, string email, string password, string? mobile = null) =>
        new(stage.Stranger, $"{registration}/credentials")
        {
            Method = HttpMethod.Post,
            Content = Bodies.Json(People.Credentials(email, mobile, password: password)),
        };

    private static Sending Email(Stage stage, string email) =>
        Credentials(stage, Nobody, email, People.Password) with { Unspoken = ["zzcanaryzz"], Note = email };

    private static Sending Choose(Stage stage, string registration, string email, string? kept = null) =>
        Credentials(stage, registration, email, People.Password) with
        {
            Answer = Taken,
            Note = email,
            Check = async reply =>
            {
                Assert.Equal(["id", "status"], reply.Data.EnumerateObject().Select(member => member.Name));
                Assert.Equal("activation-pending", reply.Data.GetProperty("status").GetString());
                var card = await stage.Door.Grains.GetGrain<IAccountGrain>(registration.Split('/')[^1]).GetCard();
                Assert.Equal(kept ?? email.ToLowerInvariant(), card.Email!.Reveal());
            },
        };

    private static List<Sending> Phone(Stage stage, string phone) =>
    [
        stage.Newcomer.Saving("emergency-contacts", Profiles.ContactWith(phone)) with { Note = phone },
        Credentials(stage, Nobody, "a@contoh.test", People.Password, phone) with { Note = phone },
        new Sending(stage.Stranger, $"{Nobody}/mobile")
        {
            Method = HttpMethod.Put,
            Content = Bodies.Json(new { mobile = phone }),
            Note = phone,
        },
    ];

    private static async Task<IEnumerable<Sending>> Spellings(Stage stage)
    {
        List<Sending> sendings = [];
        foreach (var phone in new[] { "081234567890", "6281234567890", "+6281234567890", "0812-3456-7890", "+62 812 3456 7890",
            "0812.3456.7890" })
        {
            sendings.Add((await stage.Door.Applicant()).Saving("emergency-contacts", Profiles.ContactWith(phone)) with
            {
                Answer = new Answer(200),
                Note = phone,
                Check = reply => Is(reply.Data.GetProperty("emergencyContacts")[0].GetProperty("phone").GetString()),
            });
            var registration = await stage.Pending();
            sendings.Add(Credentials(stage, registration, "a@contoh.test", People.Password, phone) with
            {
                Answer = Taken,
                Note = phone,
                Check = async _ => await Is((await stage.Door.Grains.GetGrain<IAccountGrain>(registration.Split('/')[^1])
                    .GetCard()).Mobile!.Reveal()),
            });
        }

        return sendings;

        static Task Is(string? kept)
        {
            Assert.Equal("+6281234567890", kept);
            return Task.CompletedTask;
        }
    }
}
