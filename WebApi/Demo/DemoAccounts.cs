using Siskop2mi.Domain.Applicants;

namespace Siskop2mi.WebApi.Demo;

/// <summary>The accounts of the demo. They exist in Development only; their names and passwords are public.</summary>
internal static class DemoAccounts
{
    public const string OfficerPassword = "Petugas#2026";
    public const string ApplicantPassword = "Pelamar#2026";
    public const string ApplicantLogIn = "siti@siskop2mi.test";
    public const string ApplicantMobile = "081200000016";

    /// <summary>A well-formed NIK that belongs to nobody the demo registry would refuse.</summary>
    public const string ApplicantNationalId = "3204105708981234";

    public static readonly IReadOnlyList<DemoOfficer> Officers =
    [
        new("demo-petugas-jabar", "petugas.jabar@siskop2mi.test", "Petugas Verifikasi Jawa Barat", AccountRole.RegionalVerifier,
            "bp3mi-jawa-barat"),
        new("demo-petugas-jabar-2", "petugas2.jabar@siskop2mi.test", "Petugas Kedua Jawa Barat", AccountRole.RegionalVerifier,
            "bp3mi-jawa-barat"),
        new("demo-petugas-jateng", "petugas.jateng@siskop2mi.test", "Petugas Verifikasi Jawa Tengah", AccountRole.RegionalVerifier,
            "bp3mi-jawa-tengah"),
        new("demo-program", "program@siskop2mi.test", "Admin Program", AccountRole.ProgrammeAdmin, null),
        new("demo-auditor", "auditor@siskop2mi.test", "Auditor", AccountRole.Auditor, null),
        new("demo-bantuan", "bantuan@siskop2mi.test", "Petugas Bantuan", AccountRole.HelpdeskAgent, null),
        new("demo-admin", "admin@siskop2mi.test", "Admin Sistem", AccountRole.SystemAdmin, null),
    ];
}

/// <summary>One officer of the demo.</summary>
internal sealed record DemoOfficer(string AccountId, string LogIn, string Name, AccountRole Role, string? OfficeId);
