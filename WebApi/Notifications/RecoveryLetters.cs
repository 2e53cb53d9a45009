using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Notifications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Notifications;

/// <summary>
/// Writes the mails of a lost phone or mailbox: the code to the new address, everything else to the former one, which the account
/// may not know any more.
/// </summary>
internal sealed class RecoveryLetters(IGrainFactory grains, TextCatalogue texts, TimeProvider time)
{
    public static bool Write(MessageTemplate template) => template is MessageTemplate.AccountRecoveryApproved
        or MessageTemplate.AccountRecoveryCode or MessageTemplate.AccountRecoveryCompleted;

    /// <summary>The mail, or null when there is nobody to send it to or nothing left to say.</summary>
    public async Task<Letter?> Compose(MessageState mail)
    {
        var recovery = grains.GetGrain<IAccountRecoveryGrain>(mail.AboutId!);
        if (await recovery.Get() is not { } view) return null;
        var values = new Dictionary<string, string>
        {
            ["name"] = view.FullName,
            ["caseId"] = view.CaseId,
            ["codeFrom"] = view.CodeFrom is { } from ? WibText.Of(from, Languages.Default) : "",
        };
        if (mail.Template is not MessageTemplate.AccountRecoveryCode)
            return view.FormerEmail is { } former ? Letter(mail.Template, former, values) : null;

        var code = (await recovery.GetProof()).Code;
        if (view.Status is not AccountRecoveryStatus.Approved || !OneTimeCodeRule.IsOut(code, time.GetUtcNow())) return null;
        values["code"] = code!.Value!.Reveal();
        return Letter(mail.Template, view.Email, values);
    }

    private Letter Letter(MessageTemplate template, EmailAddress to, Dictionary<string, string> values)
    {
        var key = $"mail.{KebabCase.From(template.ToString())}";
        return new Letter(
            to, texts.Text($"{key}.subject", Languages.Default, values), texts.Text($"{key}.body", Languages.Default, values));
    }
}
