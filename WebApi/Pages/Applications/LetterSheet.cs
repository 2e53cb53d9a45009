using System.Text.Encodings.Web;
using QRCoder;
using Siskop2mi.WebApi.Applications;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Pages.Applications;

/// <summary>
/// The page that becomes the letter: one sheet of A4 in Indonesian, because officers read it. Everything that comes from people
/// is encoded, and nothing on it is loaded from anywhere.
/// </summary>
internal sealed class LetterSheet(TextCatalogue texts)
{
    private const string Style =
        "@page{size:A4;margin:12mm 20mm 10mm}body{font:9.5pt/1.4 'DejaVu Sans',sans-serif;color:#111;margin:0}"
        + "header{border-bottom:1.5pt solid #111;padding-bottom:4pt;margin-bottom:10pt}header b{font-size:15pt;letter-spacing:.5pt}"
        + "header span{display:block;font-size:9pt}h1{font-size:14pt;text-align:center;letter-spacing:1.5pt;margin:0}"
        + ".number{text-align:center;margin:2pt 0 10pt}table{width:100%;border-collapse:collapse;margin:6pt 0 10pt}"
        + "th{text-align:left;font-weight:normal;width:34%;vertical-align:top;padding:1.3pt 0}td{padding:1.3pt 0;font-weight:bold}"
        + "h2{font-size:10pt;margin:9pt 0 3pt}ol,ul{margin:0;padding-left:15pt}li{padding:.6pt 0}"
        + ".two{columns:2;column-gap:26pt;font-size:9pt}"
        + ".proof{margin-top:9pt;border:.75pt solid #777;padding:6pt;break-inside:avoid}.proof img{width:44mm;height:44mm;float:right;"
        + "margin-left:10pt;image-rendering:pixelated}.proof::after{content:'';display:block;clear:both}.proof h2{margin-top:0}"
        + "footer{margin-top:8pt;font-size:8pt;color:#444}";

    /// <summary>The page of a letter whose QR code holds an address.</summary>
    public string Page(LetterWords letter, string address) =>
        $"""
        <!doctype html><html lang="{Languages.Default}"><head><meta charset="utf-8"><title>{Say("page.letter.title")}</title>
        <style>{Style}</style></head><body>
        <header><b>{Say("page.letter.system")}</b><span>{Say("page.letter.head")}</span></header>
        <h1>{Say("page.letter.heading")}</h1><p class="number">{Say("page.letter.reference")}: {Encode(letter.Reference)}</p>
        <p>{Say("page.letter.lead")}</p>
        <table>{Rows(letter)}</table>
        <h2>{Say("page.letter.documents")}</h2><ol class="two">{Items(letter.Documents)}</ol>
        <h2>{Say("page.letter.bring")}</h2><ul>{Items(Bring(letter))}</ul>
        <section class="proof"><img src="{Qr(address)}"><h2>{Say("page.letter.proof.title")}</h2>
        <p>{Say("page.letter.proof.lead")}</p></section>
        <footer>{Say("page.letter.made-by", ("at", WibText.Of(letter.MadeAt, Languages.Default)))}</footer>
        </body></html>
        """;

    // PNG made by the library itself; its drawing on System.Drawing does not work outside Windows.
    private static string Qr(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return $"data:image/png;base64,{Convert.ToBase64String(new PngByteQRCode(data).GetGraphic(6))}";
    }

    private string Rows(LetterWords letter)
    {
        var appointment = letter.Appointment is { } held
            ? $"{WibText.WithDay(held.Date, Languages.Default)}, {WibText.Of(held.Time, Languages.Default)}"
            : texts.Text("page.letter.no-appointment", Languages.Default);
        (string Key, string Value)[] rows =
        [
            ("page.letter.name", letter.FullName),
            ("page.letter.national-id", letter.NationalId),
            ("page.letter.programme", letter.Programme),
            ("page.letter.position", letter.Position),
            ("page.letter.submitted-at", WibText.Of(letter.SubmittedAt, Languages.Default)),
            ("page.letter.office", letter.Office),
            ("page.letter.appointment", appointment),
            ("page.letter.passport-recommendation", texts.Text(
                letter.NeedsPassportRecommendation ? "page.letter.yes" : "page.letter.no", Languages.Default)),
        ];
        return string.Concat(rows.Select(row => $"<tr><th>{Say(row.Key)}</th><td>{Encode(row.Value)}</td></tr>"));
    }

    private IEnumerable<string> Bring(LetterWords letter)
    {
        yield return texts.Text("page.letter.bring.self", Languages.Default);
        yield return texts.Text("page.letter.bring.identity", Languages.Default);
        yield return texts.Text("page.letter.bring.originals", Languages.Default);
        yield return texts.Text("page.letter.bring.letter", Languages.Default);
        if (letter.Appointment is not null) yield return texts.Text("page.letter.bring.time", Languages.Default);
    }

    private static string Items(IEnumerable<string> items) => string.Concat(items.Select(item => $"<li>{Encode(item)}</li>"));

    private string Say(string key, params (string Name, string Value)[] values) =>
        Encode(texts.Text(key, Languages.Default, values.ToDictionary(value => value.Name, value => value.Value)));

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
