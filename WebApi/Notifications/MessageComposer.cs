using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Applicants;
using Siskop2mi.WebApi.Node;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>Writes a mail from the text catalogue and what the account says now. Mails are in Indonesian.</summary>
internal sealed class MessageComposer(
    IGrainFactory grains, ActivationLinks links, TextCatalogue texts, MailOptions options, ServerAddress server)
{
    /// <summary>The mail, or null when there is nobody to send it to any more or nothing left to say.</summary>
    public async Task<Letter?> Compose(MessageState mail)
    {
        var account = await grains.GetGrain<IAccountGrain>(mail.AccountId!).GetCard();
        if (account.Email is null) return null;
        if (mail.Template is MessageTemplate.ActivationLink && account.Status is not AccountStatus.ActivationPending) return null;

        var template = $"mail.{KebabCase.From(mail.Template.ToString())}";
        var values = new Dictionary<string, string>
        {
            ["name"] = account.FullName ?? "",
            ["applicationId"] = mail.AboutId ?? "",
            ["link"] = account.SecurityStamp is { } stamp ? links.CreateUrl(options.BaseUrl ?? server.Url, account.AccountId, stamp) : "",
        };
        return new Letter(
            account.Email,
            texts.Text($"{template}.subject", Languages.Default, values),
            texts.Text($"{template}.body", Languages.Default, values));
    }
}

/// <summary>A mail ready to leave.</summary>
internal sealed record Letter(EmailAddress To, string Subject, string Body);
