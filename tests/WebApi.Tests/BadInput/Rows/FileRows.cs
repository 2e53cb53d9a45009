using Siskop2mi.WebApi.Tests.Documents;
using Siskop2mi.WebApi.Tests.Documents.Files;
using Siskop2mi.WebApi.Tests.Documents.Scanning;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Files that are not what they say, or too much.</summary>
internal static class FileRows
{
    private static readonly Answer NotTaken = new(415, "file-type-not-allowed");
    private static readonly Answer Unreadable = new(422, "file-unreadable");
    private static readonly Answer Mismatch = new(422, "file-type-mismatch");
    private static readonly Answer Added = new(201);
    private static readonly Answer NoDocument = new(404, "document-not-found");
    private static readonly Answer Same = new(200);

    public static IEnumerable<BadInputRow> All => [.. Outside, .. Inside];

    private static IEnumerable<BadInputRow> Outside =>
    [
        new BadInputRow(78, "a file of 5 MB and one byte", new Answer(413, "file-too-large")).By(typeof(DocumentTests)),
        new BadInputRow(79, "an empty file, one of one byte", Unreadable).By(typeof(DocumentTests)),
        new BadInputRow(80, "a program named .pdf, a PDF named .jpg, a page named .png", NotTaken, Mismatch).By(typeof(DocumentTests)),
        new BadInputRow(81, "SVG, GIF, WEBP, HEIC, DOCX, ZIP", NotTaken).By(typeof(DocumentTests), typeof(UploadTests)),
        new BadInputRow(82, "`x.php.jpg`, `x.jpg%00.php`, `x.jpg::$DATA`, `.htaccess`", new Answer(422, "file-name")).By(
            typeof(DocumentTests), typeof(UploadTests)),
        new BadInputRow(83, "a file name with a path, control characters, U+202E, of 300 letters", Added)
        {
            Remark = "cleaned for showing; the file is kept under a name of ours",
        }.By(typeof(DocumentTests), typeof(UploadTests)),
        new BadInputRow(84, "a form without a file name, with two files, a thousand parts, another boundary, nested",
            new Answer(400, "malformed-multipart"))
            .By(typeof(DocumentTests)),
    ];

    private static IEnumerable<BadInputRow> Inside =>
    [
        new BadInputRow(85, "a JPEG cut short, a PNG with a wrong checksum, a broken colour profile", Unreadable).By(
            typeof(UploadTests), typeof(JpegFileTests), typeof(PngFileTests), typeof(DamagedFilesTests)),
        new BadInputRow(86, "a PNG of 50,000 by 50,000 in 300 KB", new Answer(422, "image-dimensions"))
            .By(typeof(UploadTests), typeof(PngFileTests)),
        new BadInputRow(87, "an animated PNG, a JPEG of several pictures", new Answer(422, "image-frames")).By(
            typeof(UploadTests), typeof(PngFileTests), typeof(JpegFileTests)),
        new BadInputRow(88, "a JPEG that is also a ZIP or a page, a PNG with a program in its text", Added)
        {
            Remark = "only the picture is kept",
        }.By(
            typeof(UploadTests)),
        new BadInputRow(89, "a PDF that begins after a page, or is a ZIP or a JPEG as well", NotTaken).By(
            typeof(DocumentTests), typeof(UploadTests), typeof(PdfFileTests)),
        new BadInputRow(90, "a PDF with scripts, launch actions, files inside, also packed or spelled `/J#53`",
            new Answer(422, "pdf-active-content")).By(
            typeof(UploadTests), typeof(PdfFileTests)),
        new BadInputRow(91, "a PDF with a password", new Answer(422, "pdf-encrypted")).By(typeof(UploadTests), typeof(PdfFileTests)),
        new BadInputRow(92, "a PDF that unpacks to gigabytes, has 10,000 pages, refers to itself", new Answer(422, "pdf-limits")).By(
            typeof(UploadTests), typeof(PdfFileTests)),
        new BadInputRow(93, "a file the virus scanner knows", new Answer(422, "file-rejected"))
        {
            Remark = "not kept at all; the log names account and signature",
        }.By(
            typeof(UploadTests)),
        new BadInputRow(94, "a file while the scanner is away", new Answer(503, "file-scan-unavailable"))
        {
            Remark = "not kept unseen in a quarantine: the sender is told to come back",
        }.By(typeof(UploadTests), typeof(ClamdScannerTests)),
        new BadInputRow(95, "the 31st file or the 61st megabyte of a day", new Answer(429, "upload-quota")).By(typeof(UploadTests)),
        new BadInputRow(96, "a file of somebody else; `?name=evil.html`", NoDocument, Same)
        {
            Remark = "the name comes from the wallet, whatever the address says",
        }.Of(
            async stage => {
                var mine = (await stage.Applicant.Get(Bodies.Documents)).Is(200).Data[0].GetProperty("id").GetString();
                return [
                    new Sending(stage.Applicant, $"{Bodies.Documents}/{stage.OtherDocument}/content?name=evil.html")
                    {
                        Answer = NoDocument,
                        Unspoken = ["evil"],
                    },
                    new Sending(stage.Applicant, $"{Bodies.Documents}/{mine}/content?name=evil.html&filename=evil.html")
                    {
                        Answer = Same,
                        Check = reply =>
                        {
                            Assert.StartsWith("attachment;", reply.Header("Content-Disposition"));
                            Assert.DoesNotContain("evil", reply.AllHeaders);
                            return Task.CompletedTask;
                        },
                    },
                ];
            }),
    ];
}
