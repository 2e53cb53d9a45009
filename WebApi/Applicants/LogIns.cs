using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Checks a name and a password. A name nobody has costs as much work and gives the same answers as a wrong password.</summary>
internal sealed class LogIns(
    IGrainFactory grains, AccountQueries accounts, PasswordHashing hashing, PhantomLogIns phantoms, KnownDevices devices)
{
    public async Task<Outcome<LoggedInDevice>> Attempt(LogInTry attempt, CancellationToken cancellationToken)
    {
        var network = Ids.Derive("network", attempt.Network);
        var id = await Find(attempt.Login, cancellationToken);
        if (id is null)
        {
            await hashing.Verify(null, attempt.Password, cancellationToken);
            return phantoms.Attempt(attempt.Login.ToLowerInvariant(), network);
        }

        var account = grains.GetGrain<IAccountGrain>(id);
        var device = devices.Read(id, attempt.DeviceToken);
        var credentials = await account.GetCredentials();
        var matches = await hashing.Verify(credentials.PasswordHash, attempt.Password, cancellationToken);
        var outcome = await account.AttemptLogIn(new AttemptLogIn(matches, device ?? network, device is not null) { Code = attempt.Code });
        return outcome.Value is { } receipt
            ? new LoggedInDevice(receipt.Account, devices.Create(id, receipt.Account.Role, device))
            : outcome.Refusal!;
    }

    /// <summary>Id of the active account that logs in under a name, or null.</summary>
    public async Task<string?> Find(string login, CancellationToken cancellationToken) =>
        EmailAddress.TryParse(login, out var email, out _) ? await accounts.FindActiveByEmail(email, cancellationToken)
        : MobileNumber.TryParse(login, out var mobile, out _) ? await accounts.FindActiveByMobile(mobile, cancellationToken)
        : null;
}

/// <summary>Who tries, with what, and from where.</summary>
internal sealed record LogInTry(string Login, string Password, string Network, string? DeviceToken, string? Code)
{
    public override string ToString() => nameof(LogInTry);
}

/// <summary>Who is in, and the token that makes the device known.</summary>
internal sealed record LoggedInDevice(AccountCard Account, string DeviceToken)
{
    public override string ToString() => nameof(LoggedInDevice);
}
