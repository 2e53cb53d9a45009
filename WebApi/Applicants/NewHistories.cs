using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>What a person has done of one kind, or that there is none.</summary>
/// <param name="HasNone">True: "I have none", and no entries. False: there is some.</param>
/// <param name="Entries">All of it; replaces what there is.</param>
public sealed record NewHistory<T>(bool? HasNone, ImmutableArray<T?>? Entries) where T : class
{
    public override string ToString() => nameof(NewHistory<>);

    internal History<TKept> Read<TKept>(FieldReader fields, int max, Func<T, FieldReader, string, TKept> read) => new()
    {
        HasNone = fields.Required(HasNone, "/hasNone"),
        Entries = fields.Items(Entries, "/entries", max, (entry, at) => read(entry, fields, at)),
    };
}

/// <summary>One school or study (account guide C3).</summary>
/// <param name="Level">A Ners is <c>profession</c> in the field <c>nursing</c>.</param>
/// <param name="Institution">Its name.</param>
/// <param name="Major">Jurusan; may be left out up to junior secondary school.</param>
/// <param name="Field">From diploma one upwards.</param>
/// <param name="StartYear">Four digits.</param>
/// <param name="GraduationYear">Left out while it goes on.</param>
public sealed record NewEducation(
    EducationLevel? Level, string? Institution, string? Major, StudyField? Field, int? StartYear, int? GraduationYear)
{
    internal static EducationEntry Read(NewEducation sent, FieldReader fields, string at) => new()
    {
        Level = fields.Required(sent.Level, $"{at}/level"),
        Institution = fields.Line(sent.Institution, $"{at}/institution", ProfileLimits.MaxText),
        Major = sent.Major is null && sent.Level < EducationLevel.SeniorSecondary
            ? "" : fields.Line(sent.Major, $"{at}/major", ProfileLimits.MaxText),
        Field = sent.Level < EducationLevel.DiplomaOne ? sent.Field ?? default : fields.Required(sent.Field, $"{at}/field"),
        StartYear = fields.Required(sent.StartYear, $"{at}/startYear"),
        GraduationYear = sent.GraduationYear,
    };
}

/// <summary>One job (account guide C4).</summary>
/// <param name="JobTitle">Pekerjaan.</param>
/// <param name="Company">Perusahaan.</param>
/// <param name="EmploymentType">Tipe pekerjaan.</param>
/// <param name="LocationType">Within the country or abroad.</param>
/// <param name="Location">City and country.</param>
/// <param name="StartedOn">First day.</param>
/// <param name="EndedOn">Last day; left out for the job a person has now.</param>
/// <param name="IsCurrent">Whether the person works there now; false when left out.</param>
/// <param name="Description">In own words.</param>
/// <param name="ProofDocumentId">A document of the own wallet.</param>
public sealed record NewWork(
    string? JobTitle,
    string? Company,
    EmploymentType? EmploymentType,
    LocationType? LocationType,
    string? Location,
    DateOnly? StartedOn,
    DateOnly? EndedOn,
    bool? IsCurrent,
    string? Description,
    string? ProofDocumentId)
{
    internal static WorkEntry Read(NewWork sent, FieldReader fields, string at) => new()
    {
        JobTitle = fields.Line(sent.JobTitle, $"{at}/jobTitle", ProfileLimits.MaxText),
        Company = fields.Line(sent.Company, $"{at}/company", ProfileLimits.MaxText),
        EmploymentType = fields.Required(sent.EmploymentType, $"{at}/employmentType"),
        LocationType = fields.Required(sent.LocationType, $"{at}/locationType"),
        Location = fields.Line(sent.Location, $"{at}/location", ProfileLimits.MaxText),
        StartedOn = fields.Required(sent.StartedOn, $"{at}/startedOn"),
        EndedOn = sent.EndedOn,
        IsCurrent = sent.IsCurrent ?? false,
        Description = fields.Story(sent.Description, $"{at}/description", ProfileLimits.MaxStory),
        ProofDocumentId = Proofs.Read(sent.ProofDocumentId, fields, at),
    };
}

/// <summary>One training (account guide C5).</summary>
/// <param name="Institution">Lembaga pelatihan.</param>
/// <param name="Programme">Program pelatihan.</param>
/// <param name="Vocation">Kejuruan.</param>
/// <param name="SubVocation">Sub kejuruan.</param>
/// <param name="LocationType">Within the country or abroad.</param>
/// <param name="Location">City and country.</param>
/// <param name="StartedOn">First day.</param>
/// <param name="EndedOn">Last day; may lie ahead.</param>
/// <param name="Description">In own words.</param>
/// <param name="ProofDocumentId">The certificate: a document of the own wallet.</param>
public sealed record NewTraining(
    string? Institution,
    string? Programme,
    string? Vocation,
    string? SubVocation,
    LocationType? LocationType,
    string? Location,
    DateOnly? StartedOn,
    DateOnly? EndedOn,
    string? Description,
    string? ProofDocumentId)
{
    internal static TrainingEntry Read(NewTraining sent, FieldReader fields, string at) => new()
    {
        Institution = fields.Line(sent.Institution, $"{at}/institution", ProfileLimits.MaxText),
        Programme = fields.Line(sent.Programme, $"{at}/programme", ProfileLimits.MaxText),
        Vocation = fields.Line(sent.Vocation, $"{at}/vocation", ProfileLimits.MaxText),
        SubVocation = fields.Line(sent.SubVocation, $"{at}/subVocation", ProfileLimits.MaxText),
        LocationType = fields.Required(sent.LocationType, $"{at}/locationType"),
        Location = fields.Line(sent.Location, $"{at}/location", ProfileLimits.MaxText),
        StartedOn = fields.Required(sent.StartedOn, $"{at}/startedOn"),
        EndedOn = fields.Required(sent.EndedOn, $"{at}/endedOn"),
        Description = fields.Story(sent.Description, $"{at}/description", ProfileLimits.MaxStory),
        ProofDocumentId = Proofs.Read(sent.ProofDocumentId, fields, at),
    };
}

/// <summary>One certification (account guide C6).</summary>
/// <param name="Programme">Program sertifikasi.</param>
/// <param name="CertifyingBody">Lembaga sertifikasi.</param>
/// <param name="Score">As printed; may be left out.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="ExpiresOn">Last day; left out when it never ends.</param>
/// <param name="ProofDocumentId">The certificate: a document of the own wallet.</param>
public sealed record NewCertification(
    string? Programme, string? CertifyingBody, string? Score, DateOnly? IssuedOn, DateOnly? ExpiresOn, string? ProofDocumentId)
{
    internal static CertificationEntry Read(NewCertification sent, FieldReader fields, string at) => new()
    {
        Programme = fields.Line(sent.Programme, $"{at}/programme", ProfileLimits.MaxText),
        CertifyingBody = fields.Line(sent.CertifyingBody, $"{at}/certifyingBody", ProfileLimits.MaxText),
        Score = sent.Score is null ? null : fields.Line(sent.Score, $"{at}/score", ProfileLimits.MaxText),
        IssuedOn = fields.Required(sent.IssuedOn, $"{at}/issuedOn"),
        ExpiresOn = sent.ExpiresOn,
        ProofDocumentId = Proofs.Read(sent.ProofDocumentId, fields, at),
    };
}

/// <summary>Ids of documents that prove an entry.</summary>
internal static class Proofs
{
    // What cannot be an id of a document is never asked of a grain.
    public static string? Read(string? sent, FieldReader fields, string at)
    {
        fields.Require(sent is null || Ids.IsOwned(sent), $"{at}/proofDocumentId", "proof-not-found");
        return sent;
    }
}
