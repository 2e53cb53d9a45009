using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Documents;

namespace Siskop2mi.WebApi.Applicants;

/// <summary>The profile as its owner, and the officer who verifies, reads it. The mother's name is never given out.</summary>
public sealed record ProfileBody
{
    public required int Revision { get; init; }

    /// <summary>How complete it is; only for the owner.</summary>
    public CompletenessBody? Completeness { get; init; }

    /// <summary>What is missing before a first application, in the order of the guide; only for the owner.</summary>
    public ImmutableArray<ErrorBody>? MissingToApply { get; init; }

    /// <summary>Absent while there is none. The file itself has a route of its own.</summary>
    public FileBody? Photo { get; init; }

    /// <summary>Absent while it is not given.</summary>
    public BiodataBody? Biodata { get; init; }

    public required HistoryBody<EducationBody> Education { get; init; }

    public required HistoryBody<WorkBody> Work { get; init; }

    public required HistoryBody<TrainingBody> Training { get; init; }

    public required HistoryBody<CertificationBody> Certification { get; init; }

    public required HistoryBody<string> Skills { get; init; }

    public required ImmutableArray<LanguageBody> Languages { get; init; }

    public ParentsBody? Parents { get; init; }

    public ImmutableArray<EmergencyContactBody> EmergencyContacts { get; init; } = [];

    /// <summary>What an officer should look at: <c>nik-data-differs</c>, <c>nik-region-unknown</c>, <c>mixed-script</c>.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    public override string ToString() => nameof(ProfileBody);

    internal static ProfileBody Of(ApplicantProfile kept)
    {
        var profile = kept.Profile ?? new Profile();
        return new ProfileBody
        {
            Revision = kept.Revision,
            Photo = kept.Photo is { } photo ? new FileBody(photo.FileName, photo.MediaType, photo.Size, photo.Sha256) : null,
            Biodata = BiodataBody.Of(profile),
            Education = HistoryBody.Of(profile.Education, EducationBody.Of),
            Work = HistoryBody.Of(profile.Work, WorkBody.Of),
            Training = HistoryBody.Of(profile.Training, TrainingBody.Of),
            Certification = HistoryBody.Of(profile.Certification, CertificationBody.Of),
            Skills = HistoryBody.Of(profile.Skills, skill => skill),
            Languages = [.. profile.Languages.Select(skill => new LanguageBody(skill.Language, skill.Level))],
            Parents = profile.Parents is { } parents ? new ParentsBody(parents.FatherName, parents.Address, true) : null,
            EmergencyContacts = [.. profile.EmergencyContacts.Select(EmergencyContactBody.Of)],
            Flags = kept.Flags,
        };
    }
}

/// <summary>Who a person is and where they live.</summary>
public sealed record BiodataBody
{
    public string? BirthPlace { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary><c>male</c> or <c>female</c>.</summary>
    public required string Sex { get; init; }

    /// <summary><c>single</c>, <c>married</c>, <c>divorced</c> or <c>widowed</c>.</summary>
    public required string MaritalStatus { get; init; }

    public string? IdentityAddress { get; init; }

    public string? About { get; init; }

    public DomicileBody? Domicile { get; init; }

    public override string ToString() => nameof(BiodataBody);

    internal static BiodataBody? Of(Profile kept) => kept.BirthDate is not { } birthDate ? null : new BiodataBody
    {
        BirthPlace = kept.BirthPlace,
        BirthDate = birthDate,
        Sex = Words.Of(kept.Sex),
        MaritalStatus = Words.Of(kept.MaritalStatus),
        IdentityAddress = kept.IdentityAddress,
        About = kept.About,
        Domicile = kept.Domicile is null ? null : DomicileBody.Of(kept.Domicile),
    };
}

/// <summary>Where a person lives now.</summary>
public sealed record DomicileBody
{
    /// <summary><c>domestic</c>, <c>abroad</c>, or <c>unspecified</c>: it has to be given anew, with codes.</summary>
    public required string LocationType { get; init; }

    public PlaceBody? Province { get; init; }

    public PlaceBody? City { get; init; }

    public PlaceBody? District { get; init; }

    public PlaceBody? Village { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2; only abroad.</summary>
    public string? Country { get; init; }

    public required string Address { get; init; }

    public override string ToString() => nameof(DomicileBody);

    internal static DomicileBody Of(Domicile kept) => new()
    {
        LocationType = Words.Of(kept.LocationType),
        Province = PlaceBody.Of(kept.ProvinceCode, kept.Province),
        City = PlaceBody.Of(kept.CityCode, kept.City),
        District = PlaceBody.Of(kept.DistrictCode, kept.District),
        Village = PlaceBody.Of(kept.VillageCode, kept.Village),
        PostalCode = kept.PostalCode,
        Country = kept.Country,
        Address = kept.Address,
    };
}

/// <summary>A region as a person said it.</summary>
/// <param name="Code">Absent in what was saved before regions had codes.</param>
/// <param name="Name">As it was when it was saved.</param>
public sealed record PlaceBody(string? Code, string Name)
{
    internal static PlaceBody? Of(string? code, string? name) => name is null ? null : new PlaceBody(code, name);
}

/// <summary>A foreign language.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Level"><c>A1</c> to <c>C2</c>; for Japanese also <c>N5</c> to <c>N1</c>.</param>
public sealed record LanguageBody(string Language, string Level);

/// <summary>Parents.</summary>
/// <param name="FatherName">His name.</param>
/// <param name="Address">Where they live.</param>
/// <param name="MotherNameIsGiven">Whether her name is kept; it is not shown.</param>
public sealed record ParentsBody(string FatherName, string Address, bool MotherNameIsGiven)
{
    public override string ToString() => nameof(ParentsBody);
}

/// <summary>Who is told when something happens.</summary>
public sealed record EmergencyContactBody(string Name, string Relation, string Phone, string Address)
{
    public override string ToString() => nameof(EmergencyContactBody);

    internal static EmergencyContactBody Of(EmergencyContact kept) => new(kept.Name, kept.Relation, kept.Phone.Reveal(), kept.Address);
}
