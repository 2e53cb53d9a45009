using System.Globalization;

namespace Siskop2mi.Domain.Tests.Documents;

public sealed class AddDocumentRuleTests
{
    private static readonly DocumentType Diploma = new()
    {
        Code = "diploma",
        Label = ImmutableSortedDictionary<string, string>.Empty.Add("id", "Ijazah").Add("en", "Diploma"),
        Number = FieldDemand.Required,
        NumberPattern = "[A-Z]{2}|[0-9]{4}",
        IssuedOn = FieldDemand.Required,
        ExpiresOn = FieldDemand.Required,
        Details = DocumentExamples.Fields(
            ("school", FieldDemand.Required, FieldKind.Text), ("major", FieldDemand.Optional, FieldKind.Text)),
        MediaTypes = ["application/pdf", "image/jpeg"],
        MaxBytes = 1_000,
    };

    private static readonly AddDocumentFacts Facts = new(Diploma, Examples.Now);

    private static readonly ImmutableSortedDictionary<string, DocumentDetail> NoDetails =
        ImmutableSortedDictionary<string, DocumentDetail>.Empty;

    private static AddDocument Command => new()
    {
        OwnerId = Examples.Applicant,
        TypeCode = "diploma",
        Number = DocumentNumber.Restore("1234"),
        IssuedOn = new DateOnly(2020, 1, 1),
        ExpiresOn = new DateOnly(2030, 1, 1),
        Details = ImmutableSortedDictionary<string, DocumentDetail>.Empty.Add("school", DocumentDetail.Restore("Politeknik")),
        File = new StoredFile { BlobId = "blob-1", Size = 1_000, Sha256 = "aa", MediaType = "application/pdf", FileName = "ijazah.pdf" },
    };

    [Fact]
    public void A_document_enters_the_wallet_whole()
    {
        var next = Decisions.Accepts(Add(Command), new DocumentAdded(Examples.Applicant, "diploma", Command.ExpiresOn, "aa"));
        Assert.Equal(
            (DocumentStatus.Uploaded, Command.OwnerId, Command.TypeCode, Command.Number, Command.IssuedOn, Command.ExpiresOn, Command.File),
            (next.Status, next.OwnerId, next.TypeCode, next.Number, next.IssuedOn, next.ExpiresOn, next.File));
        Assert.Equal(Command.Details.AsEnumerable(), next.Details);
        Assert.Equal(Examples.Now, next.UploadedAt);
    }

    [Fact]
    public void Adding_it_again_changes_nothing_even_when_it_has_expired_meanwhile()
    {
        var state = Add(Command).State;
        Decisions.Repeats(state, AddDocumentRule.Decide(state, Command, Facts with { Now = Examples.Now.AddYears(9) }));
        var otherCopy = Command with { File = Command.File with { BlobId = "blob-2", FileName = "ijazah (1).pdf" } };
        Decisions.Repeats(state, AddDocumentRule.Decide(state, otherCopy, Facts));
    }

    [Fact]
    public void A_key_belongs_to_one_content()
    {
        var state = Add(Command).State;
        Refuses(Command with { File = Command.File with { Sha256 = "bb" } });
        Refuses(Command with { TypeCode = "str" });
        Refuses(Command with { OwnerId = "applicant-2" }); // the same certificate in another wallet: its number is not for this person
        Refuses(Command with { Number = DocumentNumber.Restore("9999") });
        Refuses(Command with { IssuedOn = new DateOnly(2020, 1, 2) });
        Refuses(Command with { ExpiresOn = null });
        Refuses(Command with { Details = Command.Details.SetItem("school", DocumentDetail.Restore("Universitas")) });
        Refuses(Command with { Details = NoDetails });
        Refuses(Command with { Replaces = "document-0" });

        void Refuses(AddDocument other) => Decisions.Refuses(state, AddDocumentRule.Decide(state, other, Facts), "idempotency-key-reused");
    }

    [Fact]
    public void An_unknown_type_is_named() =>
        Assert.Equal(
            "diploma", Decisions.Refuses(new DocumentState(), Add(Command, Facts with { Type = null }), "document-type-unknown")
                .Facts["type"]);

    [Fact]
    public void All_missing_fields_are_said_at_once()
    {
        var nothing = Command with { Number = null, IssuedOn = null, ExpiresOn = null, Details = NoDetails };
        var refusal = Decisions.Refuses(new DocumentState(), Add(nothing), "document-metadata-missing");
        Assert.Equal(["/number", "/issuedOn", "/expiresOn", "/details/school"], refusal.Reasons.Select(reason => reason.Pointer));
    }

    [Theory]
    [InlineData(FieldDemand.NotAsked)]
    [InlineData(FieldDemand.Optional)]
    public void A_field_not_required_may_be_missing(FieldDemand demand)
    {
        var type = Diploma with
        {
            Number = demand,
            IssuedOn = demand,
            ExpiresOn = demand,
            Details = Diploma.Details.SetItem("school", Diploma.Details["school"] with { Demand = demand }),
        };
        Assert.Null(Add(Command with { Number = null, IssuedOn = null, ExpiresOn = null, Details = NoDetails }, Facts with { Type = type })
            .Refusal);
    }

    [Fact]
    public void A_field_nobody_asked_for_is_named()
    {
        var more = Command with { Details = Command.Details.Add("grade", DocumentDetail.Restore("4")) };
        Assert.Equal("grade", Decisions.Refuses(new DocumentState(), Add(more), "document-detail-unknown").Facts["detail"]);
    }

    [Theory]
    [InlineData("1234", null)]
    [InlineData("AB", null)]
    [InlineData("12345", "document-number-format")]
    [InlineData("AB1234", "document-number-format")] // the pattern holds for the whole number, also when it offers alternatives
    [InlineData("1234\n", "document-metadata-not-accepted")] // nothing that ends in white space gets as far as the pattern
    public void The_number_matches_its_pattern_whole(string number, string? code) =>
        Assert.Equal(code, Add(Command with { Number = DocumentNumber.Restore(number) }).Refusal?.Code);

    [Theory]
    [InlineData(64, 200, "")]
    [InlineData(65, 201, "/details/school text-too-long,/number text-too-long")]
    [InlineData(0, 0, "/details/school text-empty,/number text-empty")]
    public void Texts_have_a_length(int number, int school, string reasons)
    {
        var command = Command with
        {
            Number = DocumentNumber.Restore(new string('1', number)),
            Details = NoDetails.Add("school", DocumentDetail.Restore(new string('a', school))),
        };
        var refusal = Add(command, Facts with { Type = Diploma with { NumberPattern = null } }).Refusal;
        Assert.Equal(reasons.Length == 0 ? null : "document-metadata-not-accepted", refusal?.Code);
        Assert.Equal(reasons, string.Join(
            ',', (refusal?.Reasons ?? []).Select(reason => $"{reason.Pointer} {reason.Code}").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("2026-03-02", "2026-03-03", "")] // issued today, ends tomorrow
    [InlineData("2020-01-01", "2026-03-02", "")] // still good on its last day
    [InlineData("2020-01-01", "2026-03-01", "already-expired")]
    [InlineData("2026-03-03", "2030-01-01", "issued-in-future")]
    [InlineData("2024-01-01", "2024-01-01", "already-expired,expires-before-issue")]
    [InlineData("2026-03-02", "2026-03-02", "expires-before-issue")]
    [InlineData("2027-01-01", "2026-01-01", "issued-in-future,already-expired,expires-before-issue")]
    [InlineData("2020-01-01", "2046-03-02", "")] // 20 years to the day
    [InlineData("2020-01-01", "2046-03-03", "expires-too-far-off")]
    [InlineData("2020-01-01", "9999-12-31", "expires-too-far-off")]
    public void Dates_make_sense(string issued, string expires, string reasons)
    {
        var refusal = Add(Command with { IssuedOn = Date(issued), ExpiresOn = Date(expires) }).Refusal;
        Assert.Equal(reasons.Length == 0 ? null : "document-dates", refusal?.Code);
        Assert.Equal(reasons, string.Join(',', refusal?.Reasons.Select(reason => reason.Code) ?? []));
    }

    // 23:30 in Jakarta on 2 March is 16:30 UTC; half an hour into 3 March it is still 2 March in UTC.
    [Theory]
    [InlineData("2026-03-02T16:59:59Z", null)]
    [InlineData("2026-03-02T17:00:00Z", "document-dates")]
    public void The_last_day_ends_in_Jakarta(string now, string? code)
    {
        var facts = Facts with { Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture) };
        Assert.Equal(code, Add(Command with { ExpiresOn = Examples.Today }, facts).Refusal?.Code);
    }

    [Fact]
    public void Only_files_of_the_listed_kinds_and_sizes()
    {
        Assert.Equal(
            "file-type-not-allowed", Add(Command with { File = Command.File with { MediaType = "image/png", Size = 9_999 } })
                .Refusal?.Code);
        Assert.Equal("file-too-large", Add(Command with { File = Command.File with { Size = 1_001 } }).Refusal?.Code);
    }

    [Fact]
    public void What_is_wrong_is_heard_in_order()
    {
        var worst = Command with
        {
            Number = DocumentNumber.Restore("x"),
            IssuedOn = null,
            ExpiresOn = new DateOnly(2000, 1, 1),
            File = Command.File with { MediaType = "image/png", Size = 9_999 },
        };
        AddDocument[] mending =
        [
            worst,
            worst with { IssuedOn = new DateOnly(2020, 1, 1) },
            worst with { IssuedOn = new DateOnly(2020, 1, 1), Number = Command.Number },
            worst with { IssuedOn = new DateOnly(2020, 1, 1), Number = Command.Number, ExpiresOn = Command.ExpiresOn },
            Command with { File = Command.File with { Size = 9_999 } },
        ];
        Assert.Equal(
            ["document-metadata-missing", "document-number-format", "document-dates", "file-type-not-allowed", "file-too-large"],
            mending.Select(command => Add(command).Refusal!.Code));
    }

    [Fact]
    public void The_catalogue_finds_by_code()
    {
        var catalogue = new DocumentCatalogue([Diploma]);
        Assert.Same(Diploma, catalogue.Find("diploma"));
        Assert.Null(catalogue.Find("Diploma"));
        Assert.Single(catalogue.All);
    }

    private static Decision<DocumentState> Add(AddDocument command, AddDocumentFacts? facts = null) =>
        AddDocumentRule.Decide(new DocumentState(), command, facts ?? Facts);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
