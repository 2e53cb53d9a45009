namespace Siskop2mi.WebApi.Tests.Support;

/// <summary>Steps of profiles to send.</summary>
internal static class Profiles
{
    public const string Path = "/api/v1/applicants/me/profile";

    public static readonly object Home = HomeWith();

    public static readonly object Biodata = BiodataWith();

    public static readonly object None = new { hasNone = true };

    public static readonly object Education = new
    {
        hasNone = false,
        entries = new[]
        {
            new
            {
                level = "diploma-three",
                institution = "Poltekkes Bandung",
                major = "Keperawatan",
                field = "nursing",
                startYear = 2013,
                graduationYear = 2016,
            },
        },
    };

    /// <summary>The fewest steps an application needs.</summary>
    public static IReadOnlyList<(string Step, object Body)> ToApply =>
    [
        ("biodata", Biodata), ("education", Education), ("parents", ParentsWith("Sri Wahyuni")),
        ("emergency-contacts", ContactWith("081234567890")),
    ];

    public static object BiodataWith(
        string? birthPlace = "Bandung", string? birthDate = "1995-08-17", object? domicile = null, string identityAddress = "Jl. Melati 16",
        string? about = null) =>
        new { birthPlace, birthDate, sex = "female", maritalStatus = "single", identityAddress, about, domicile = domicile ?? Home };

    public static object HomeWith(
        string? provinceCode = "32", string? cityCode = "32.04", string? districtCode = "32.04.09", string? villageCode = "32.04.09.2005",
        string postalCode = "40228") => new
        {
            locationType = "domestic",
            provinceCode,
            cityCode,
            districtCode,
            villageCode,
            postalCode,
            address = "Jl. Melati 16",
        };

    public static object ParentsWith(string? motherName) => new { fatherName = "Budi Santoso", motherName, address = "Jl. Melati No. 16" };

    public static object ContactWith(string phone) =>
        new { contacts = new[] { new { name = "Budi Santoso", relation = "ayah", phone, address = "Jl. Melati No. 16" } } };

    /// <summary>Saves one step on top of whatever there is.</summary>
    public static async Task<Reply> SaveStep(this Caller person, string step, object body)
    {
        var tag = (await person.Get(Path)).Is(200).Tag!;
        return await person.Put($"{Path}/{step}", body, ("If-Match", tag));
    }

    /// <summary>Saves what an application needs.</summary>
    public static async Task FillProfile(this Caller person)
    {
        foreach (var (step, body) in ToApply) (await person.SaveStep(step, body)).Is(200);
    }
}
