namespace Siskop2mi.WebApi.Admission;

/// <summary>A class of work with a bound of its own, so that a rush on one is not a rush on all. ADR 0011.</summary>
public enum Lane
{
    Unspecified = 0,

    /// <summary>Never waits and is never refused: health, the waiting line itself, what does not exist.</summary>
    Open = 1,

    /// <summary>What applicants write: drafts, submissions, withdrawals.</summary>
    Submit = 2,

    /// <summary>What applicants read about themselves.</summary>
    OwnRead = 3,

    /// <summary>What everybody may read.</summary>
    PublicRead = 4,

    /// <summary>What people write who are not logged in, as far as it hashes no password.</summary>
    PublicWrite = 5,

    /// <summary>Whatever hashes a password: a tenth of a second of a processor each.</summary>
    LogIn = 6,

    /// <summary>What may wait for a register outside: seconds, without work for us.</summary>
    Outside = 7,

    /// <summary>Files on their way in, for minutes on a weak link.</summary>
    Upload = 8,

    /// <summary>Files on their way out, for minutes on a weak link.</summary>
    Download = 9,

    /// <summary>Letters, printed as they are asked for.</summary>
    Letter = 10,

    /// <summary>What only officers, programme staff and administrators may call.</summary>
    Officer = 11,

    /// <summary>Log-ins on devices on which an officer was logged in before: offices open while the public storms the door.</summary>
    OfficerLogIn = 12,
}
