namespace Siskop2mi.WebApi.Notifications;

/// <summary>The mail server and how our mails look to it. Configuration section <c>Mail</c>.</summary>
public sealed record MailOptions
{
    /// <summary>Host name of the SMTP server; null while none is configured: mails wait.</summary>
    public string? Host { get; init; }

    public int Port { get; init; } = 25;

    /// <summary>Speak TLS (STARTTLS). Off only for a server on this machine.</summary>
    public bool UseTls { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>Sender address.</summary>
    public string From { get; init; } = "no-reply@siskop2mi.test";

    /// <summary>Address of this service as people reach it, for links in mails; null means where it listens.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>How long one mail may take to hand over.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many mails are handed over at once.</summary>
    public int AtOnce { get; init; } = 4;
}
