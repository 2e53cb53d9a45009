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

/// <summary>How somebody wants to log in.</summary>
public sealed record NewCredentials(string? Email, string? Password)
{
    internal (EmailAddress Email, string Password) Read()
    {
        var fields = new FieldReader();
        var email = fields.Read<EmailAddress>(Email, "/email", EmailAddress.TryParse);
        var password = fields.Required(Password, "/password");
        fields.Check();
        return PasswordRule.Check(password) is { } refusal ? throw new ProblemException(Problem.Of(refusal)) : (email, password);
    }

    public override string ToString() => nameof(NewCredentials);
}

/// <summary>What the link in the mail carries.</summary>
/// <param name="Code">The last part of the link.</param>
public sealed record Activation(string? Code)
{
    public override string ToString() => nameof(Activation);
}

/// <summary>Where a registration stands.</summary>
/// <param name="Id">Opaque; whoever knows it can go on with the registration, so keep it secret until activation.</param>
/// <param name="Status"><c>identity-checking</c>, <c>identity-rejected</c>, <c>credentials-pending</c>, <c>activation-pending</c>,
/// <c>active</c> or <c>abandoned</c>.</param>
public sealed record Registration(string Id, string Status)
{
    internal static Registration Of(RegistrationReceipt receipt) => new(receipt.AccountId, Words.Of(receipt.Status));
}
