using Siskop2mi.WebApi.Tests.Documents;

namespace Siskop2mi.WebApi.Tests.BadInput.Rows;

/// <summary>Files that are not what they say, or too much.</summary>
internal static class FileRows
{
    private const string NotYet = "files are taken by their first bytes and never opened here; a deeper look is not built yet";

    private static readonly Answer NotTaken = new(415, "file-type-not-allowed");
    private static readonly Answer Unreadable = new(422, "file-unreadable");
    private static readonly Answer Mismatch = new(422, "file-type-mismatch");
    private static readonly Answer NoDocument = new(404, "document-not-found");
    private static readonly Answer Same = new(200);

    public static IEnumerable<BadInputRow> All =>
    [
        new BadInputRow(78, "a file of 5 MB and one byte", new Answer(413, "file-too-large")).By(typeof(DocumentTests)),
        new BadInputRow(79, "an empty file, one of one byte", Unreadable).By(typeof(DocumentTests)),
        new BadInputRow(80, "a program named .pdf, a PDF named .jpg, a page named .png", NotTaken, Mismatch).By(typeof(DocumentTests)),
        new BadInputRow(81, "SVG, GIF, WEBP, HEIC, DOCX, ZIP", NotTaken).By(typeof(DocumentTests)),
        new BadInputRow(82, "`x.php.jpg`, `x.jpg%00.php`, `x.jpg::$DATA`, `.htaccess`", new Answer(422, "file-name")).By(typeof(DocumentTests)),
        new BadInputRow(83, "a file name with a path, control characters, U+202E", new Answer(201)) { Remark = "cleaned for showing; kept under a name of ours" }.By(
            typeof(DocumentTests)),
        new BadInputRow(84, "a form without a file name, with two files, a thousand parts, another boundary, nested", new Answer(400, "malformed-multipart")).By(
            typeof(DocumentTests)),
        new BadInputRow(85, "a JPEG cut short, a PNG with a wrong checksum") { Remark = NotYet },
        new BadInputRow(86, "a PNG of 50,000 by 50,000 in 300 KB") { Remark = NotYet },
        new BadInputRow(87, "an animated PNG, a JPEG of several pictures") { Remark = NotYet },
        new BadInputRow(88, "a JPEG that is also a ZIP, a PNG with a program in its text") { Remark = NotYet },
        new BadInputRow(89, "a PDF that begins after a page, or is something else as well", NotTaken).By(typeof(DocumentTests)),
        new BadInputRow(90, "a PDF with scripts, launch actions, files inside") { Remark = NotYet },
        new BadInputRow(91, "a PDF with a password") { Remark = NotYet },
        new BadInputRow(92, "a PDF that unpacks to 4 GB, has 10,000 pages, refers to itself") { Remark = NotYet },
        new BadInputRow(93, "the EICAR test file inside a picture or a PDF") { Remark = NotYet },
        new BadInputRow(94, "a file while the scanner is away") { Remark = NotYet },
        new BadInputRow(95, "the 31st file of a day") { Remark = NotYet },
        new BadInputRow(96, "a file of somebody else; `?name=evil.html`", NoDocument, Same) { Remark = "the name comes from the wallet, whatever the address says" }.Of(
            async stage => {
                var mine = (await stage.Applicant.Get(Bodies.Documents)).Is(200).Data[0].GetProperty("id").GetString();
                return [
                    new Sending(stage.Applicant, $"{Bodies.Documents}/{stage.OtherDocument}/content?name=evil.html") { Answer = NoDocument, Unspoken = ["evil"] },
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
