namespace Siskop2mi.Domain.Tests.Documents;

public sealed class DocumentUseTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("owner-1", "diploma", "2026-03-01", null)]
    [InlineData("owner-1", "diploma", null, null)]
    [InlineData("owner-1", "diploma", "2026-02-28", "document-expired")]
    [InlineData("owner-2", "diploma", null, "document-not-usable")]
    [InlineData("owner-1", "transcript", null, "document-not-usable")]
    public void A_document_goes_into_an_application_when_it_is_the_applicants_of_that_type_and_valid(
        string owner, string type, string? expiresOn, string? reason)
    {
        var document = new DocumentView
        {
            DocumentId = "document-1",
            OwnerId = owner,
            TypeCode = type,
            Status = DocumentStatus.Uploaded,
            ExpiresOn = expiresOn is null ? null : DateOnly.Parse(expiresOn, System.Globalization.CultureInfo.InvariantCulture),
            File = new StoredFile { BlobId = "blob-1", Size = 1, Sha256 = "00", MediaType = "image/png", FileName = "a.png" },
            UploadedAt = DateTimeOffset.UnixEpoch,
        };
        var expected = reason is null ? null : new RefusalReason(reason, "documents/diploma");
        Assert.Equal(expected, DocumentUse.Check(document, "owner-1", "diploma", Today));
    }

    [Theory]
    [InlineData(DocumentStatus.NotStarted, "document-not-usable")]
    [InlineData(DocumentStatus.Uploaded, null)]
    [InlineData(DocumentStatus.NumberAccepted, "document-not-usable")]
    [InlineData(DocumentStatus.NumberCheckPending, "document-not-usable")]
    [InlineData(DocumentStatus.CheckPending, "document-check-pending")]
    [InlineData(DocumentStatus.NumberRejected, "document-number-rejected")]
    [InlineData(DocumentStatus.Superseded, "document-superseded")]
    [InlineData(DocumentStatus.Removed, "document-not-usable")]
    public void Only_what_is_in_the_wallet_and_checked_can_be_sent(DocumentStatus status, string? reason)
    {
        foreach (var state in DocumentExamples.Of(status))
        {
            var document = DocumentView.Of(DocumentExamples.Id, state);
            Assert.Equal(
                document is null ? "document-not-usable" : reason,
                DocumentUse.Check(document, Examples.Applicant, state.TypeCode ?? "diploma", Examples.Today)?.Code);
        }

        Assert.Equal(8, Enum.GetValues<DocumentStatus>().Length);
    }

    [Fact]
    public void No_document_is_not_usable() =>
        Assert.Equal("document-not-usable", DocumentUse.Check(null, "owner-1", "diploma", Today)?.Code);
}
