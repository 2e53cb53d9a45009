using System.Net;
using System.Net.Http.Json;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;

namespace Siskop2mi.House.Tests.Simulators;

public sealed class MailSinkTests(SimulatorProgram simulators) : IClassFixture<SimulatorProgram>
{
    [Fact]
    public async Task A_mail_with_letters_dots_and_links_comes_back_as_written()
    {
        const string Text = "Halo Café ✓\r\n.\r\n..satu titik\r\nBuka http://localhost:8080/aktivasi?token=a=b&c=%20d.\r\n";
        using var mail = Mail("isi@contoh.test", "Aktivasi akun — sangat panjang sekali supaya barisnya dilipat é", Text);
        await Send(mail);

        var stored = Assert.Single(await To("isi@contoh.test"));
        Assert.Equal(mail.Subject, stored.Subject);
        Assert.Equal(Text.TrimEnd(), stored.Text.TrimEnd());
        Assert.Equal(["http://localhost:8080/aktivasi?token=a=b&c=%20d"], stored.Links);
        Assert.Equal("kirim@contoh.test", stored.From);
        Assert.True(File.Exists(Path.Combine(simulators.MailDirectory, stored.Id + ".eml")));
        Assert.Equal(stored.Text, (await simulators.Http.GetFromJsonAsync<StoredMail>($"/mail/{stored.Id}"))!.Text);
    }

    [Theory]
    [InlineData(TransferEncoding.Base64)]
    [InlineData(TransferEncoding.QuotedPrintable)]
    [InlineData(TransferEncoding.EightBit)]
    public async Task Of_text_and_html_the_text_is_shown_and_links_of_both(TransferEncoding encoding)
    {
        var to = $"dua-{encoding}@contoh.test".ToLowerInvariant();
        using var mail = Mail(to, "Dua", "");
        mail.Body = null;
        mail.AlternateViews.Add(View("Teks é http://localhost/a", "text/plain", encoding));
        mail.AlternateViews.Add(View("<a href=\"http://localhost/b?x=1&amp;y=2\">é</a>", "text/html", encoding));
        await Send(mail);

        var stored = Assert.Single(await To(to));
        Assert.Equal("Teks é http://localhost/a", stored.Text.TrimEnd());
        Assert.Equal(["http://localhost/a", "http://localhost/b?x=1&y=2"], stored.Links);
    }

    [Theory]
    [InlineData("refuse-550@contoh.test", SmtpStatusCode.MailboxUnavailable)]
    [InlineData("later-451@contoh.test", SmtpStatusCode.LocalErrorInProcessing)]
    [InlineData("busy-421@contoh.test", SmtpStatusCode.ServiceNotAvailable)]
    [InlineData("reject-554@contoh.test", SmtpStatusCode.TransactionFailed)]
    public async Task Some_recipients_fail_and_leave_no_mail(string to, SmtpStatusCode status)
    {
        using var mail = Mail(to, "Gagal", "x");
        var failure = await Assert.ThrowsAnyAsync<SmtpException>(() => Send(mail));
        Assert.Equal(status, failure.StatusCode);
        Assert.Empty(await To(to));
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_mail_and_fails_the_sender()
    {
        using var mail = Mail("lost-answer@contoh.test", "Hilang", "x");
        await Assert.ThrowsAnyAsync<SmtpException>(() => Send(mail));
        Assert.Single(await To("lost-answer@contoh.test"));
    }

    [Fact]
    public async Task Whoever_waits_hears_of_the_mail_and_it_outlives_a_restart()
    {
        var waiting = simulators.Http.GetFromJsonAsync<StoredMail[]>("/mail?to=tunggu@contoh.test&waitSeconds=60");
        using var first = Mail("tunggu@contoh.test", "Satu", "x");
        await Send(first);
        Assert.Equal(["Satu"], (await waiting)!.Select(mail => mail.Subject));

        await simulators.Restart();
        using var second = Mail("TUNGGU@contoh.test", "Dua", "x");
        await Send(second);
        Assert.Equal(["Dua", "Satu"], (await To("tunggu@contoh.test")).Select(mail => mail.Subject));

        using var deleted = await simulators.Http.DeleteAsync("/mail");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await To("tunggu@contoh.test"));
        Assert.Empty(Directory.EnumerateFiles(simulators.MailDirectory));
    }

    [Fact]
    public async Task Commands_out_of_order_and_oversize_are_refused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(simulators.Smtp);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        Assert.StartsWith("220 ", await reader.ReadLineAsync());
        foreach (var (command, answer) in new[]
        {
            ("MAIL FROM:<a@contoh.test>", "503"), ("HELO uji", "250"), ("RCPT TO:<b@contoh.test>", "503"), ("DATA", "503"),
            ("MAIL FROM:a@contoh.test", "501"), ("MAIL FROM:<a@contoh.test> SIZE=99999999", "552"), (
                "MAIL FROM:<a@contoh.test> SIZE=10", "250"),
            ("RCPT TO:<b>", "501"), ("RCPT TO:<b@contoh.test>", "250"), ("RSET", "250"), ("DATA", "503"), ("ANEH", "500"), ("QUIT", "221"),
        })
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            Assert.StartsWith(answer, await reader.ReadLineAsync(), StringComparison.Ordinal);
        }

        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task A_bare_line_feed_does_not_end_a_mail()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(simulators.Smtp);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            "EHLO uji\r\nMAIL FROM:<a@contoh.test>\r\nRCPT TO:<selundup@contoh.test>\r\nDATA\r\n"
            + "Subject: satu\r\n\r\nx\n.\nMAIL FROM:<c@contoh.test>\r\n.\r\nQUIT\r\n"));
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        Assert.EndsWith("250 stored\r\n221 bye\r\n", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("a@contoh.test", Assert.Single(await To("selundup@contoh.test")).From);
    }

    [Theory]
    [InlineData("--mail-directory")]
    [InlineData("--port", "65536")]
    [InlineData("--aneh")]
    [InlineData]
    public async Task Wrong_options_are_said(params string[] arguments)
    {
        using var process = SimulatorProgram.Start(arguments);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("usage:", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static MailMessage Mail(string to, string subject, string text) => new("kirim@contoh.test", to, subject, text)
    {
        SubjectEncoding = Encoding.UTF8,
        BodyEncoding = Encoding.UTF8,
    };

    private static AlternateView View(string text, string mediaType, TransferEncoding encoding)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, mediaType);
        view.TransferEncoding = encoding;
        return view;
    }

    private async Task Send(MailMessage mail)
    {
        using var client = new SmtpClient(simulators.Smtp.Address.ToString(), simulators.Smtp.Port);
        await client.SendMailAsync(mail);
    }

    private async Task<StoredMail[]> To(string address) =>
        (await simulators.Http.GetFromJsonAsync<StoredMail[]>($"/mail?to={Uri.EscapeDataString(address)}"))!;

    private sealed record StoredMail(string Id, string From, string[] To, string Subject, DateTimeOffset At, string Text, string[] Links);
}
