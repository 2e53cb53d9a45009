namespace Siskop2mi.Domain.Applicants;

/// <summary>What every entry of a history may hold (account guide C3-C6).</summary>
internal static class HistoryLimits
{
    private const int EarliestYear = 1900;

    public static void Education(ProfileReasons found, EducationEntry entry, string at)
    {
        found.Choice(entry.Level, $"{at}/level");
        found.Line(entry.Institution, $"{at}/institution");
        if (entry.Major.Length > 0 || entry.Level >= EducationLevel.SeniorSecondary) found.Line(entry.Major, $"{at}/major");
        if (entry.Field is not StudyField.Unspecified || entry.Level >= EducationLevel.DiplomaOne) found.Choice(entry.Field, $"{at}/field");
        found.Require(entry.StartYear >= EarliestYear && entry.StartYear <= found.Today.Year, $"{at}/startYear", "year");
        if (entry.GraduationYear is not { } graduation) return;
        found.Require(graduation >= EarliestYear && graduation <= found.Today.Year, $"{at}/graduationYear", "year");
        found.Require(graduation >= entry.StartYear, $"{at}/graduationYear", "ends-before-start");
    }

    public static void Work(ProfileReasons found, WorkEntry entry, string at)
    {
        found.Line(entry.JobTitle, $"{at}/jobTitle");
        found.Line(entry.Company, $"{at}/company");
        found.Choice(entry.EmploymentType, $"{at}/employmentType");
        found.Choice(entry.LocationType, $"{at}/locationType");
        found.Line(entry.Location, $"{at}/location");
        found.Require(entry.StartedOn <= found.Today, $"{at}/startedOn", "date-in-future");
        found.Require(entry.IsCurrent == entry.EndedOn is null, $"{at}/endedOn", "end-or-current");
        found.Require(entry.EndedOn is null || entry.EndedOn >= entry.StartedOn, $"{at}/endedOn", "ends-before-start");
        found.Require(entry.EndedOn is null || entry.EndedOn <= found.Today, $"{at}/endedOn", "date-in-future");
        found.Story(entry.Description, $"{at}/description");
        found.Proof(entry.ProofDocumentId, at);
    }

    public static void Training(ProfileReasons found, TrainingEntry entry, string at)
    {
        found.Line(entry.Institution, $"{at}/institution");
        found.Line(entry.Programme, $"{at}/programme");
        found.Line(entry.Vocation, $"{at}/vocation");
        found.Line(entry.SubVocation, $"{at}/subVocation");
        found.Choice(entry.LocationType, $"{at}/locationType");
        found.Line(entry.Location, $"{at}/location");
        found.Require(entry.StartedOn <= found.Today, $"{at}/startedOn", "date-in-future");
        found.Require(entry.EndedOn >= entry.StartedOn, $"{at}/endedOn", "ends-before-start");
        found.Story(entry.Description, $"{at}/description");
        found.Proof(entry.ProofDocumentId, at);
    }

    public static void Certification(ProfileReasons found, CertificationEntry entry, string at)
    {
        found.Line(entry.Programme, $"{at}/programme");
        found.Line(entry.CertifyingBody, $"{at}/certifyingBody");
        if (entry.Score is not null) found.Line(entry.Score, $"{at}/score");
        found.Require(entry.IssuedOn <= found.Today, $"{at}/issuedOn", "date-in-future");
        found.Require(entry.ExpiresOn is null || entry.ExpiresOn > entry.IssuedOn, $"{at}/expiresOn", "expires-before-issue");
        found.Proof(entry.ProofDocumentId, at);
    }
}
