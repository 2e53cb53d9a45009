using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Node;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>Writes a message from the text catalogue and what the account says now. Messages are in Indonesian.</summary>
internal sealed class MessageComposer(
    IGrainFactory grains, ActivationLinks links, TextCatalogue texts, MailOptions options, ServerAddress server,
    ApplicationWords application, RecoveryLetters recoveries, OfficeCatalogue offices, TimeProvider time)
{
    /// <summary>The mail, or null when there is nobody to send it to any more or nothing left to say.</summary>
    public async Task<Letter?> ComposeLetter(MessageState mail)
    {
        if (RecoveryLetters.Write(mail.Template)) return await recoveries.Compose(mail);
        var account = await grains.GetGrain<IAccountGrain>(mail.AccountId!).GetCard();
        if (account.Email is null) return null;
        if (mail.Template is MessageTemplate.ActivationLink && account.Status is not AccountStatus.ActivationPending) return null;

        var credentials = await grains.GetGrain<IAccountGrain>(mail.AccountId!).GetCredentials();
        var code = OneTimeCodeRule.IsOut(credentials.ResetCode, time.GetUtcNow()) ? credentials.ResetCode!.Value!.Reveal() : null;
        if (mail.Template is MessageTemplate.PasswordResetLetter && code is null) return null;

        var template = $"mail.{KebabCase.From(mail.Template.ToString())}";
        var values = new Dictionary<string, string>
        {
            ["name"] = account.FullName ?? "",
            ["applicationId"] = mail.AboutId ?? "",
            ["code"] = mail.Template is MessageTemplate.PasswordResetLetter ? code! : "",
            ["link"] = account.SecurityStamp is { } stamp ? links.CreateUrl(options.BaseUrl ?? server.Url, account.AccountId, stamp) : "",
        };
        if (!await PlaceMessages.StillHolds(mail, grains)) return null;
        if (mail.Template is MessageTemplate.AppointmentBooked && !await AddAppointment(mail.AboutId!, values)) return null;
        if (await application.Of(mail) is { } facts)
        {
            foreach (var (name, value) in facts) values[name] = value;
        }

        return new Letter(
            account.Email,
            texts.Text($"{template}.subject", Languages.Default, values),
            texts.Text($"{template}.body", Languages.Default, values));
    }

    /// <summary>The text message, or null when nobody waits for it any more. The code is only ever in the text that leaves.</summary>
    public async Task<TextMessage?> ComposeText(MessageState message)
    {
        if (message.Template is MessageTemplate.PlaceOfferedText) return await ComposeOffer(message);
        var account = grains.GetGrain<IAccountGrain>(message.AccountId!);
        var (card, credentials) = (await account.GetCard(), await account.GetCredentials());
        var (code, status) = message.Template is MessageTemplate.ActivationCode
            ? (credentials.ActivationCode, AccountStatus.ActivationPending)
            : (credentials.ResetCode, AccountStatus.Active);
        if (card.Status != status || card.Mobile is not { } mobile || !OneTimeCodeRule.IsOut(code, time.GetUtcNow())) return null;
        var values = new Dictionary<string, string> { ["code"] = code!.Value!.Reveal() };
        return new TextMessage(
            mobile, texts.Text($"sms.{KebabCase.From(message.Template.ToString())}", Languages.Default, values));
    }

    private async Task<TextMessage?> ComposeOffer(MessageState message)
    {
        var card = await grains.GetGrain<IAccountGrain>(message.AccountId!).GetCard();
        if (card.Mobile is not { } mobile || !await PlaceMessages.StillHolds(message, grains)) return null;
        return new TextMessage(mobile, texts.Text("sms.place-offered-text", Languages.Default, await application.Of(message)));
    }

    // What is held now: of two moves in a row both mails say the last one.
    private async Task<bool> AddAppointment(string applicationId, Dictionary<string, string> values)
    {
        if ((await grains.GetGrain<IApplicationGrain>(applicationId).Get())?.Appointment is not { } held) return false;
        values["appointment"] = $"{WibText.WithDay(held.Date, Languages.Default)}, {WibText.Of(held.Time, Languages.Default)}";
        values["office"] = offices.Find(held.OfficeId)?.Name ?? held.OfficeId;
        return true;
    }
}

/// <summary>A text message ready to leave.</summary>
internal sealed record TextMessage(MobileNumber To, string Text)
{
    // A record's own text would print the code into logs.
    public override string ToString() => nameof(TextMessage);
}

/// <summary>A mail ready to leave.</summary>
internal sealed record Letter(EmailAddress To, string Subject, string Body);
