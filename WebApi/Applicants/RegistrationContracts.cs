using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Who somebody says they are. The mother's name is checked with the civil registry and then forgotten.</summary>
/// <param name="NationalId">NIK, 16 digits.</param>
/// <param name="FullName">As on the KTP.</param>
/// <param name="MotherName">Mother's maiden name.</param>
/// <param name="ConsentVersion">Version of the privacy notice and terms the person agreed to, such as <c>2026-01</c>.</param>
public sealed record NewRegistration(string? NationalId, string? FullName, string? MotherName, string? ConsentVersion)
{
    internal StartRegistration ToCommand()
    {
        var fields = new FieldReader();
        var nationalId = fields.Read<NationalId>(NationalId, "/nationalId", Domain.Primitives.NationalId.TryParse);
        var fullName = fields.Read<string>(FullName, "/fullName", PersonName.TryClean);
        var motherName = fields.Read<MotherName>(MotherName, "/motherName", Domain.Primitives.MotherName.TryParse);
        var consent = fields.Line(ConsentVersion, "/consentVersion", 32);
        fields.Check();
        return new StartRegistration { NationalId = nationalId, FullName = fullName, MotherName = motherName, ConsentVersion = consent };
    }

    // A record's own text would print what a person typed into logs.
    public override string ToString() => nameof(NewRegistration);
}

/// <summary>How somebody wants to log in, and to prove that the mailbox or the phone is theirs.</summary>
/// <param name="Email">E-mail address.</param>
/// <param name="Mobile">Indonesian mobile number, as people write it.</param>
/// <param name="Password">8 to 256 characters: a lower-case letter, an upper-case letter, a digit, a symbol of <c>! @ # $ % ^ &amp; *</c>;
/// not a common one, and without one's own name, address or numbers.</param>
/// <param name="ActivateBy">Where the activation code or link goes.</param>
public sealed record NewCredentials(string? Email, string? Mobile, string? Password, ActivationChannel? ActivateBy)
{
    internal ReadCredentials Read()
    {
        var fields = new FieldReader();
        var read = new ReadCredentials(
            fields.Read<EmailAddress>(Email, "/email", EmailAddress.TryParse),
            fields.Read<MobileNumber>(Mobile, "/mobile", MobileNumber.TryParse),
            fields.Required(Password, "/password"),
            fields.Required(ActivateBy, "/activateBy"));
        fields.Check();
        return read;
    }

    public override string ToString() => nameof(NewCredentials);
}

/// <summary>Credentials whose fields are well formed.</summary>
internal sealed record ReadCredentials(EmailAddress Email, MobileNumber Mobile, string Password, ActivationChannel ActivateBy)
{
    public override string ToString() => nameof(ReadCredentials);
}

/// <summary>What the text message or the link in the mail carries.</summary>
/// <param name="Code">The six digits, or the last part of the link.</param>
public sealed record Activation(string? Code)
{
    public override string ToString() => nameof(Activation);
}

/// <summary>Another mobile number for the activation code.</summary>
/// <param name="Mobile">Indonesian mobile number, as people write it.</param>
public sealed record NewMobile(string? Mobile)
{
    public override string ToString() => nameof(NewMobile);
}

/// <summary>Where a registration stands.</summary>
/// <param name="Id">Opaque; whoever knows it can go on with the registration, so keep it secret until activation.</param>
/// <param name="Status"><c>identity-checking</c>, <c>identity-rejected</c>, <c>credentials-pending</c>, <c>activation-pending</c>,
/// <c>active</c> or <c>abandoned</c>.</param>
public sealed record Registration(string Id, string Status)
{
    internal static Registration Of(RegistrationReceipt receipt) => new(receipt.AccountId, Words.Of(receipt.Status));
}
