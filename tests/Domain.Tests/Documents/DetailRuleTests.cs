namespace Siskop2mi.Domain.Tests.Documents;

public sealed class DetailRuleTests
{
    // Today is 2 March 2026 in Jakarta.
    [Theory]
    [InlineData(FieldKind.Text, "Politeknik Negeri", null)]
    [InlineData(FieldKind.Text, " ", "text-empty")]
    [InlineData(FieldKind.Text, "a\u0007b", "text-characters")]
    [InlineData(FieldKind.Date, "2026-03-02", null)]
    [InlineData(FieldKind.Date, "2026-03-03", "date-in-future")]
    [InlineData(FieldKind.Date, "2026-02-30", "date")]
    [InlineData(FieldKind.Date, "02-03-2026", "date")]
    [InlineData(FieldKind.Date, "Contoh", "date")]
    [InlineData(FieldKind.WholeNumber, "24", null)]
    [InlineData(FieldKind.WholeNumber, "24.5", "whole-number")]
    [InlineData(FieldKind.WholeNumber, "-1", "whole-number")]
    [InlineData(FieldKind.WholeNumber, "1000000000", "whole-number")]
    [InlineData(FieldKind.WholeNumber, "٣", "whole-number")]
    [InlineData(FieldKind.Decimal, "3.75", null)]
    [InlineData(FieldKind.Decimal, "3,75", null)]
    [InlineData(FieldKind.Decimal, "3", null)]
    [InlineData(FieldKind.Decimal, "3.", "decimal-number")]
    [InlineData(FieldKind.Decimal, "1e9", "decimal-number")]
    [InlineData(FieldKind.NationalId, Examples.ManBorn19950817, null)]
    [InlineData(FieldKind.NationalId, Examples.WomanBorn19980817, "national-id-own")] // the owner's own
    [InlineData(FieldKind.NationalId, "3201013208950001", "nik-date")]
    [InlineData(FieldKind.NationalId, "123", "nik-format")]
    public void A_field_says_what_its_kind_asks(FieldKind kind, string text, string? code)
    {
        var field = new DocumentField { Demand = FieldDemand.Required, Kind = kind, Label = OrdinalMap.Empty<string>() };
        var reason = DetailRule.Check(field, DocumentDetail.Restore(text), "/details/x", Examples.Today, Examples.Nik());
        Assert.Equal(code is null ? null : new RefusalReason(code, "/details/x"), reason);
    }

    [Theory]
    [InlineData("2020-01-01", "2020-01-01", null)]
    [InlineData("2020-01-02", "2020-01-01", "ends-before-start")]
    [InlineData("2020-01-02", "x", null)] // what is no date is told as such
    [InlineData(null, "2020-01-01", null)]
    public void A_time_ends_after_it_begins(string? from, string to, string? code)
    {
        var details = OrdinalMap.Empty<DocumentDetail>().Add("to", DocumentDetail.Restore(to));
        if (from is not null) details = details.Add("from", DocumentDetail.Restore(from));
        Assert.Equal(code, DetailRule.CheckOrder(details)?.Code);
    }

    [Fact]
    public void Everything_wrong_with_the_fields_of_a_document_is_said_at_once()
    {
        var type = DocumentExamples.Diploma with
        {
            Details = DocumentExamples.Fields(
                ("from", FieldDemand.Required, FieldKind.Date), ("to", FieldDemand.Required, FieldKind.Date),
                ("permitterNationalId", FieldDemand.Optional, FieldKind.NationalId)),
        };
        Assert.True(type.NamesAnother());
        Assert.False(DocumentExamples.Diploma.NamesAnother());
        var command = DocumentExamples.AddDiploma with
        {
            Details = OrdinalMap.Empty<DocumentDetail>()
                .Add("from", DocumentDetail.Restore("2024-01-01"))
                .Add("to", DocumentDetail.Restore("2023-01-01"))
                .Add("permitterNationalId", DocumentDetail.Restore(Examples.WomanBorn19980817)),
        };
        var refusal = AddDocumentRule.Decide(
            new DocumentState(), command, new AddDocumentFacts(type, Examples.Now, Examples.Nik())).Refusal;
        Assert.Equal("document-metadata-not-accepted", refusal?.Code);
        Assert.Equal(
            [("national-id-own", "/details/permitterNationalId"), ("ends-before-start", "/details/to")],
            refusal!.Reasons.Select(reason => (reason.Code, reason.Pointer)));
    }

    [Theory]
    [InlineData(null, DocumentValidity.Valid)]
    [InlineData("2026-03-01", DocumentValidity.Expired)]
    [InlineData("2026-03-02", DocumentValidity.ExpiresSoon)]
    [InlineData("2026-05-31", DocumentValidity.ExpiresSoon)]
    [InlineData("2026-06-01", DocumentValidity.Valid)]
    public void The_calendar_says_how_a_document_stands(string? expiresOn, DocumentValidity validity) => Assert.Equal(
        validity, DocumentValidities.On(
            expiresOn is null ? null : DateOnly.Parse(expiresOn, System.Globalization.CultureInfo.InvariantCulture), Examples.Today));
}
