using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Siskop2mi.WebApi.Applications;

/// <summary>What the QR code of a letter says, signed: enough to compare with the paper and the person, and no more.</summary>
/// <param name="ApplicationId">Which application.</param>
/// <param name="VacancyId">The position applied for.</param>
/// <param name="OfficeId">The office that verifies.</param>
/// <param name="SubmittedAt">When the application was sent.</param>
/// <param name="Version">What the letter said, as <see cref="Domain.Applications.LetterRule.VersionOf"/>.</param>
/// <param name="Initials">Of the applicant.</param>
/// <param name="NationalIdEnd">The last four digits of the NIK.</param>
/// <param name="IssuedAt">When this letter was made.</param>
internal sealed record LetterClaims(
    string ApplicationId,
    string VacancyId,
    string OfficeId,
    DateTimeOffset SubmittedAt,
    string Version,
    string Initials,
    string NationalIdEnd,
    DateTimeOffset IssuedAt)
{
    public override string ToString() => nameof(LetterClaims);
}

/// <summary>Signs what a letter says and reads it back: a compact JWS, ES256, with the name of the key in <c>kid</c>.</summary>
internal sealed partial class LetterTokens(LetterKeyring keys, ILogger<LetterTokens> log)
{
    public const string Issuer = "siskop2mi";
    private const string Type = "letter+jwt";

    // Longer than any letter of ours; no time is spent on what cannot be one.
    private const int MaxLength = 2_000;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    public async Task<string> Sign(LetterClaims claims, CancellationToken cancellationToken) => Handler.CreateToken(
        new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            IssuedAt = claims.IssuedAt.UtcDateTime,
            TokenType = Type,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = claims.ApplicationId,
                ["pos"] = claims.VacancyId,
                ["off"] = claims.OfficeId,
                ["sat"] = claims.SubmittedAt.ToUnixTimeSeconds(),
                ["ver"] = claims.Version,
                ["who"] = claims.Initials,
                ["nik"] = claims.NationalIdEnd,
            },
            SigningCredentials = new SigningCredentials(await keys.Signing(cancellationToken), SecurityAlgorithms.EcdsaSha256),
        });

    /// <summary>What a token says, or null when it was not signed by us as it is; that is a security event in the log.</summary>
    public async Task<LetterClaims?> Read(string token, CancellationToken cancellationToken)
    {
        if (token.Length > MaxLength || !Handler.CanReadToken(token)) return NotGenuine("malformed");
        if (Header(token) is not { } header) return NotGenuine("malformed");
        // Said first and by ourselves: the algorithm is ours and never the token's choice (RFC 8725 3.1).
        if (header.Alg != SecurityAlgorithms.EcdsaSha256) return NotGenuine("algorithm");
        if (await keys.Find(header.Kid, cancellationToken) is not { } key) return NotGenuine("unknown-key");
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [Type],
            ValidIssuer = Issuer,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            ValidateAudience = false,
            // A letter does not run out; whether it still stands is asked of the application.
            ValidateLifetime = false,
        });
        return result.IsValid ? ClaimsOf((JsonWebToken)result.SecurityToken) ?? NotGenuine("claims") : NotGenuine("signature");
    }

    private static JsonWebToken? Header(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static LetterClaims? ClaimsOf(JsonWebToken token) =>
        token.TryGetPayloadValue<string>("sub", out var application) && token.TryGetPayloadValue<string>("pos", out var vacancy)
        && token.TryGetPayloadValue<string>("off", out var office) && token.TryGetPayloadValue<long>("sat", out var sent)
        && token.TryGetPayloadValue<string>("ver", out var version) && token.TryGetPayloadValue<string>("who", out var initials)
        && token.TryGetPayloadValue<string>("nik", out var end)
            ? new LetterClaims(
                application, vacancy, office, DateTimeOffset.FromUnixTimeSeconds(sent), version, initials, end,
                new DateTimeOffset(token.IssuedAt, TimeSpan.Zero))
            : null;

    private LetterClaims? NotGenuine(string why)
    {
        LogNotGenuine(why);
        return null;
    }

    [LoggerMessage(EventId = 4100, EventName = "LetterNotGenuine", Level = LogLevel.Warning,
        Message = "Security: a letter was shown that is not genuine ({Why}).")]
    private partial void LogNotGenuine(string why);
}
