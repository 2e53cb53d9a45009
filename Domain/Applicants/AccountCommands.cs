using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Domain.Applicants;

/// <summary>A person says who they are.</summary>
public sealed record StartRegistration
{
    public required NationalId NationalId { get; init; }

    public required string FullName { get; init; }

    public required MotherName MotherName { get; init; }

    public required string ConsentVersion { get; init; }
}

/// <summary>A person whose identity holds chooses how to log in.</summary>
public sealed record ChooseCredentials
{
    public required EmailAddress Email { get; init; }

    public required MobileNumber Mobile { get; init; }

    public required AccountSecret PasswordHash { get; init; }

    public required AccountSecret SecurityStamp { get; init; }

    /// <summary>How the person wants to prove who they are.</summary>
    public required ActivationChannel ActivateBy { get; init; }

    /// <summary>A fresh code, sent when <see cref="ActivateBy"/> says so and none is out.</summary>
    public required AccountSecret Code { get; init; }
}

/// <summary>The person waits for the code or the link in vain.</summary>
/// <param name="Code">A fresh code.</param>
public sealed record SendActivationAgain(AccountSecret Code);

/// <summary>The person mistyped the number, or has another phone by now.</summary>
/// <param name="Mobile">The number to use.</param>
/// <param name="Code">A fresh code.</param>
public sealed record ChangeMobile(MobileNumber Mobile, AccountSecret Code);

/// <summary>The person types the code from the text message.</summary>
/// <param name="Code">What was typed.</param>
/// <param name="NextSecurityStamp">The stamp from now on.</param>
public sealed record ConfirmByCode(AccountSecret Code, AccountSecret NextSecurityStamp);

/// <summary>The owner of the e-mail address opens the link in it.</summary>
/// <param name="SecurityStamp">The stamp the link was made with.</param>
/// <param name="NextSecurityStamp">The stamp from now on, so that the link works once.</param>
public sealed record ActivateAccount(AccountSecret SecurityStamp, AccountSecret NextSecurityStamp);

/// <summary>Somebody tried a password.</summary>
/// <param name="PasswordMatches">What the front door found when it checked the hash.</param>
/// <param name="Origin">Where from: the network, or the device when it was logged in before; an opaque word.</param>
/// <param name="IsKnownDevice">Whether it is such a device.</param>
public sealed record AttemptLogIn(bool PasswordMatches, string Origin = "", bool IsKnownDevice = false)
{
    /// <summary>The code of the authenticator app, where there is one.</summary>
    public string? Code { get; init; }

    // The code is good for another half minute.
    public override string ToString() => nameof(AttemptLogIn);
}

/// <summary>Somebody wants to use an authenticator app.</summary>
/// <param name="Key">A fresh key in base32.</param>
public sealed record StartTotp(AccountSecret Key);

/// <summary>The app has the key: here is a code of it.</summary>
public sealed record ConfirmTotp(string Code);

/// <summary>Somebody forgot a password, or says so.</summary>
/// <param name="By">Where they want the code; it goes to a proved address or number only, the other one if need be.</param>
/// <param name="Code">A fresh code.</param>
public sealed record RequestPasswordReset(ActivationChannel By, AccountSecret Code);

/// <summary>Somebody types the code and chooses a password.</summary>
public sealed record ResetPassword(AccountSecret Code, AccountSecret PasswordHash, AccountSecret NextSecurityStamp);

/// <summary>All sessions and tokens of the account stop working.</summary>
public sealed record EndSessions(AccountSecret NextSecurityStamp);

/// <summary>Makes an officer's account, by an administrator or the demo.</summary>
public sealed record AppointOfficer
{
    public required AccountRole Role { get; init; }

    public required string? OfficeId { get; init; }

    public required string FullName { get; init; }

    public required EmailAddress Email { get; init; }

    public MobileNumber? Mobile { get; init; }

    public required AccountSecret PasswordHash { get; init; }

    public required AccountSecret SecurityStamp { get; init; }
}

/// <summary>Where a registration stands, for the person registering.</summary>
public sealed record RegistrationReceipt(string AccountId, AccountStatus Status);

/// <summary>What the front door needs to check a password or a token. Never leaves the front door.</summary>
public sealed record AccountCredentials(AccountStatus Status, AccountSecret? PasswordHash, AccountSecret? SecurityStamp)
{
    /// <summary>The activation code that is out.</summary>
    public OneTimeCode? ActivationCode { get; init; }

    /// <summary>The code for a new password that is out.</summary>
    public OneTimeCode? ResetCode { get; init; }
}

/// <summary>Who somebody is, for showing and for deciding what they may do.</summary>
public sealed record AccountCard
{
    public required string AccountId { get; init; }

    public required AccountStatus Status { get; init; }

    public required AccountRole Role { get; init; }

    public string? OfficeId { get; init; }

    public string? FullName { get; init; }

    public EmailAddress? Email { get; init; }

    public MobileNumber? Mobile { get; init; }

    public NationalId? NationalId { get; init; }

    public AccountSecret? SecurityStamp { get; init; }

    /// <summary>Whether logging in takes a code of an authenticator app.</summary>
    public bool HasTotp { get; init; }
}

/// <summary>A log-in that held.</summary>
public sealed record LogInReceipt(AccountCard Account);
