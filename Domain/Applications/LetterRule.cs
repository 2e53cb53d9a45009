using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Siskop2mi.Domain.Applications;

/// <summary>
/// The application letter (Surat lamaran ber-QR): made by the system after the application was sent, shown at the verification.
/// It says how things stood when it was made; whoever scans it hears whether they still stand so.
/// </summary>
public static class LetterRule
{
    /// <summary>Not before the application was sent, and never for one that came to nothing.</summary>
    public static readonly Primitives.Refusal NotPossible = new("letter-not-possible", Primitives.RefusalKind.Conflict);

    /// <summary>Whether a letter is made in a status, and still stands.</summary>
    public static bool IsIssuedIn(ApplicationStatus status) => status is ApplicationStatus.Submitted or ApplicationStatus.NeedsFix
        or ApplicationStatus.DocumentsVerified or ApplicationStatus.InSelection;

    /// <summary>
    /// Eleven characters that change when anything changes that the letter says: position, office, when it was sent, which
    /// documents, the appointment. What officers do meanwhile changes nothing.
    /// </summary>
    public static string VersionOf(ApplicationView application)
    {
        string?[] said =
        [
            application.ApplicationId,
            application.VacancyId,
            application.OfficeId,
            application.SubmittedAt?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            application.Appointment?.OfficeId,
            application.Appointment?.Date.ToString("O", CultureInfo.InvariantCulture),
            application.Appointment?.Time.ToString("O", CultureInfo.InvariantCulture),
            .. application.Documents.SelectMany(pick => new[] { pick.Key, pick.Value }),
        ];
        // Lengths before parts: two lists of parts never run together to one text.
        var text = string.Concat(said.Select(part => $"{part?.Length ?? -1}:{part}"));
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }

    /// <summary>How a genuine letter stands now.</summary>
    public static LetterStanding StandingOf(string version, ApplicationView? application) =>
        application is null || !IsIssuedIn(application.Status) ? LetterStanding.Void
        : VersionOf(application) == version ? LetterStanding.Current
        : LetterStanding.Outdated;

    /// <summary>Initials, such as <c>S.H.</c>: enough to compare with the person who shows the letter.</summary>
    public static string InitialsOf(string fullName) => string.Concat(
        fullName.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(4)
            .Select(word => $"{char.ToUpperInvariant(word[0])}."));
}

/// <summary>What a verifier hears about a letter.</summary>
public enum LetterStanding
{
    Unspecified = 0,

    /// <summary>Genuine, and everything in it is still so.</summary>
    Current = 1,

    /// <summary>Genuine, but something in it has changed since: there is a newer letter.</summary>
    Outdated = 2,

    /// <summary>Genuine, but the application came to nothing, such as by withdrawal.</summary>
    Void = 3,

    /// <summary>Not made by this system, or changed since.</summary>
    NotGenuine = 4,
}
