namespace Siskop2mi.FirstJourney;

/// <summary>The steps of a profile (account guide C1-C7), each a body of its own.</summary>
internal static class Profile
{
    private const string Address = "Jl. Melati No. 16";

    public static IEnumerable<(string Step, object Body)> StepsOf(Person person) =>
    [
        ("biodata", new
        {
            birthPlace = "Bandung",
            birthDate = person.BirthDate,
            sex = "female",
            maritalStatus = "single",
            identityAddress = Address,
            domicile = new
            {
                locationType = "domestic",
                provinceCode = "32",
                cityCode = "32.04",
                districtCode = "32.04.09",
                villageCode = "32.04.09.2005",
                postalCode = "40228",
                address = Address,
            },
        }),
        ("education", new
        {
            hasNone = false,
            entries = new[]
            {
                new
                {
                    level = "diploma-three",
                    institution = "Poltekkes Contoh",
                    major = "Keperawatan",
                    field = "nursing",
                    startYear = 2013,
                    graduationYear = 2016,
                },
            },
        }),
        ("work", new { hasNone = true }),
        ("training", new { hasNone = true }),
        ("certification", new { hasNone = true }),
        ("skills", new { hasNone = false, entries = new[] { "Perawatan lansia" } }),
        ("languages", new { languages = new[] { new { language = "ja", level = "N5" } } }),
        ("parents", new { fatherName = "Budi Santoso", motherName = person.MotherName, address = Address }),
        ("emergency-contacts", new
        {
            contacts = new[] { new { name = "Budi Santoso", relation = "ayah", phone = "081234567890", address = Address } },
        }),
    ];
}
