using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Accounts of officers: who appoints them, and who helps when the authenticator app is lost.</summary>
internal static class OfficersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/officers").WithTags("Officers");
        group.MapPost("", Appoint).AllowRoles(AccountRole.SystemAdmin).Repeatable()
            .Describe<OfficerBody>(201, "Appoint an officer; a code to choose a password goes to the address", 400, 409, 422);
        group.MapGet("", List).AllowRoles(AccountRole.SystemAdmin)
            .Describe<IReadOnlyList<OfficerBody>>(200, "Active officers", 400).TakesPage();
        group.MapDelete("/{id}/totp", ResetTotp).AllowRoles(AccountRole.SystemAdmin, AccountRole.HelpdeskAgent).Repeatable()
            .Describe(204, "Take away a lost authenticator app; every session ends", 403, 404);
    }

    private static async Task<IResult> Appoint(
        Body<NewOfficer> body, IGrainFactory grains, OfficeCatalogue offices, PasswordHashing hashing, CancellationToken cancellationToken)
    {
        var officer = body.Value.Read(offices);
        // One address, one account: appointing twice meets the same grain.
        var id = Ids.Derive("officer", officer.Email.Reveal());
        var account = grains.GetGrain<IAccountGrain>(id);
        var outcome = await account.Appoint(new AppointOfficer
        {
            Role = officer.Role,
            OfficeId = officer.OfficeId,
            FullName = officer.FullName,
            Email = officer.Email,
            // Nobody knows this one: the officer chooses another.
            PasswordHash = await hashing.Hash(Ids.New(), cancellationToken),
            SecurityStamp = Ids.NewStamp(),
        });
        if (outcome.Refusal is { } refusal)
            return Answer.Refused(refusal == AccountRefusals.OtherIdentity ? AccountRefusals.AlreadyRegistered : refusal);
        await account.RequestPasswordReset(new RequestPasswordReset(ActivationChannel.Email, Ids.NewCode()));
        return Answer.Created($"{Routes.Root}/officers/{id}", OfficerBody.Of(await account.GetCard()));
    }

    private static async Task<IResult> List(
        PageRequest page, AccountQueries accounts, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await accounts.ListOfficers(page.After, page.Limit, cancellationToken);
        var cards = await Task.WhenAll(found.Rows.Select(id => grains.GetGrain<IAccountGrain>(id).GetCard()));
        return Answer.Page<OfficerBody>([.. cards.Select(OfficerBody.Of)], found.Next);
    }

    private static async Task<IResult> ResetTotp(string id, CurrentUser user, IGrainFactory grains)
    {
        if (!Ids.IsAccount(id)) return Answer.Refused(AccountRecoveryRefusals.OfficerNotFound);
        var outcome = await grains.GetGrain<IAccountGrain>(id).ResetTotp(new ResetTotp(user.AccountId, Ids.NewStamp()));
        return outcome.ToHttp(_ => Results.NoContent());
    }
}

/// <summary>Somebody is to be an officer.</summary>
/// <param name="Role">Any but applicant.</param>
/// <param name="OfficeId">The office of a regional verifier; nobody else has one.</param>
/// <param name="FullName">As on the KTP.</param>
/// <param name="Email">Where the officer logs in and gets the code to choose a password.</param>
public sealed record NewOfficer(AccountRole? Role, string? OfficeId, string? FullName, string? Email)
{
    internal ReadOfficer Read(OfficeCatalogue offices)
    {
        var fields = new FieldReader();
        var role = fields.Required(Role, "/role");
        fields.Require(Role is null or not (AccountRole.Unspecified or AccountRole.Applicant), "/role", "query-value");
        if (role is AccountRole.RegionalVerifier) fields.Required(OfficeId, "/officeId");
        var isWrong = OfficeId is { } office && (role is not AccountRole.RegionalVerifier || offices.Find(office) is null);
        fields.Require(!isWrong, "/officeId", "query-value");
        var read = new ReadOfficer(
            role, OfficeId, fields.Read<string>(FullName, "/fullName", PersonName.TryClean),
            fields.Read<EmailAddress>(Email, "/email", EmailAddress.TryParse));
        fields.Check();
        return read;
    }

    public override string ToString() => nameof(NewOfficer);
}

/// <summary>An officer whose fields are well formed.</summary>
internal sealed record ReadOfficer(AccountRole Role, string? OfficeId, string FullName, EmailAddress Email)
{
    public override string ToString() => nameof(ReadOfficer);
}

/// <summary>An officer as administrators see them.</summary>
public sealed record OfficerBody
{
    public required string Id { get; init; }

    public required string Role { get; init; }

    public string? OfficeId { get; init; }

    public required string FullName { get; init; }

    public required string Email { get; init; }

    public required bool HasTotp { get; init; }

    internal static OfficerBody Of(AccountCard card) => new()
    {
        Id = card.AccountId,
        Role = RouteAccess.RoleName(card.Role),
        OfficeId = card.OfficeId,
        FullName = card.FullName ?? "",
        Email = card.Email?.Reveal() ?? "",
        HasTotp = card.HasTotp,
    };

    public override string ToString() => nameof(OfficerBody);
}
