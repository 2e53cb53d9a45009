namespace Siskop2mi.Domain.Tests.Applicants;

/// <summary>A case of a lost phone, as the rules themselves bring it to each status.</summary>
internal static class RecoveryExamples
{
    public const string Helper = "helper-1";

    public static readonly OpenAccountRecovery Ask = new()
    {
        NationalId = Examples.Nik(),
        FullName = "Siti",
        MotherName = Examples.Mother(),
        Email = Examples.Email("siti.baru@example.org"),
        Mobile = Examples.Mobile("081234567899"),
        AccountId = Examples.Applicant,
    };

    public static readonly RejectAccountRecovery Rejection = new(Helper, RecoveryRejection.IdentityNotProved, "tidak cocok");

    public static readonly RecoverContacts Contacts = new()
    {
        CaseId = "case-1",
        Email = Ask.Email,
        Mobile = Ask.Mobile,
        PasswordHash = Examples.Stamp("hash-9"),
        NextSecurityStamp = Examples.Stamp("stamp-9"),
    };

    public static ApproveAccountRecovery Approval => new(Helper, "KTP asli dilihat", Examples.Code());

    public static RecoveryFacts Facts(TimeSpan wait = default, NationalId? own = null) => new(
        new AccountCard
        {
            AccountId = Examples.Applicant,
            Status = AccountStatus.Active,
            Role = AccountRole.Applicant,
            Email = Examples.Email(),
        },
        own, wait, Examples.Now);

    public static CompleteAccountRecovery Typed(string code = "123456") =>
        new(Examples.Code(code), Examples.Stamp("hash-9"), Examples.Stamp("stamp-9"));

    public static AccountRecoveryState Of(AccountRecoveryStatus status)
    {
        var checking = AccountRecoveryRule.Open(new AccountRecoveryState(), Ask, Examples.Now).State;
        var open = AccountRecoveryRule.HearRegistry(checking, RegistryAnswer.Match, Examples.Now).State;
        var approved = AccountRecoveryRule.Approve(open, Approval, Facts()).State;
        var completing = AccountRecoveryRule.Complete(approved, Typed(), Examples.Now).State;
        return status switch
        {
            AccountRecoveryStatus.NotStarted => new AccountRecoveryState(),
            AccountRecoveryStatus.IdentityChecking => checking,
            AccountRecoveryStatus.Open => open,
            AccountRecoveryStatus.SetAside =>
                AccountRecoveryRule.HearRegistry(checking, RegistryAnswer.Mismatch, Examples.Now).State,
            AccountRecoveryStatus.Approved => approved,
            AccountRecoveryStatus.Rejected => AccountRecoveryRule.Reject(open, Rejection, Facts()).State,
            AccountRecoveryStatus.Completing => completing,
            AccountRecoveryStatus.Completed => AccountRecoveryRule.HearAccount(completing, true, Examples.Now).State,
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No example of this status."),
        };
    }
}
