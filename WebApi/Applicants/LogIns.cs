using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>Checks a name and a password. A name nobody has costs as much work and gives the same answers as a wrong password.</summary>
internal sealed class LogIns(IGrainFactory grains, AccountQueries accounts, PasswordHashing hashing, PhantomLogIns phantoms)
{
    public async Task<Outcome<LogInReceipt>> Attempt(string login, string password, CancellationToken cancellationToken)
    {
        var id = await Find(login, cancellationToken);
        if (id is null)
        {
            await hashing.Verify(null, password, cancellationToken);
            return phantoms.Attempt(login.ToLowerInvariant());
        }

        var account = grains.GetGrain<IAccountGrain>(id);
        var credentials = await account.GetCredentials();
        var matches = await hashing.Verify(credentials.PasswordHash, password, cancellationToken);
        return await account.AttemptLogIn(new AttemptLogIn(matches));
    }

    private async Task<string?> Find(string login, CancellationToken cancellationToken) =>
        EmailAddress.TryParse(login, out var email, out _) ? await accounts.FindActiveByEmail(email, cancellationToken)
        : MobileNumber.TryParse(login, out var mobile, out _) ? await accounts.FindActiveByMobile(mobile, cancellationToken)
        : null;
}
