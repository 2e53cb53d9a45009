using System.Text.Json;
using System.Text.Json.Serialization;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Silo.ReferenceData;

/// <summary>Reads the files of <c>reference-data/</c>. Members a file has and we do not use are passed over.</summary>
internal sealed class ReferenceFiles(string directory)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        RespectRequiredConstructorParameters = true,
    };

    public DocumentTypesFile DocumentTypes() => Read<DocumentTypesFile>("document-types.json");

    public OfficesFile Offices() => Read<OfficesFile>("offices.json");

    public ReasonsFile Reasons() => Read<ReasonsFile>("reasons.json");

    public HolidaysFile Holidays() => Read<HolidaysFile>("holidays.json");

    public IEnumerable<ProgrammeFile> Programmes() =>
        Directory.EnumerateFiles(Path.Combine(directory, "programmes"), "*.json").Order(StringComparer.Ordinal).Select(Read<ProgrammeFile>);

    /// <summary>One word a line; empty lines and lines that start with # are passed over.</summary>
    public IEnumerable<string> CommonPasswords() => File.ReadAllLines(Path.Combine(directory, "common-passwords.txt"))
        .Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private T Read<T>(string name)
    {
        var path = Path.Combine(directory, name);
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new JsonException("The file is empty.");
        }
        catch (Exception caught) when (caught is JsonException or IOException)
        {
            throw new InvalidOperationException($"Reference data {path} cannot be read: {caught.Message}", caught);
        }
    }
}

internal sealed record DocumentTypesFile(IReadOnlyList<DocumentTypeEntry> DocumentTypes);

internal sealed record DocumentTypeEntry(
    string Code,
    SortedDictionary<string, string> Label,
    Demand Number,
    Demand IssuedOn,
    Demand ExpiresOn,
    IReadOnlyList<string> MediaTypes,
    long MaxBytes,
    IReadOnlyList<ExtraField> ExtraFields,
    string? NumberPattern = null,
    string? ExternalCheck = null);

internal sealed record ExtraField(string Name, bool Required, FieldKind Kind, SortedDictionary<string, string> Label);

internal enum Demand
{
    None = 0,
    Asked = 1,
    Required = 2,
}

internal sealed record ReasonsFile(
    IReadOnlyList<ReasonGroupEntry> VerificationFix,
    IReadOnlyList<ReasonGroupEntry> VerificationFail,
    IReadOnlyList<ReasonGroupEntry> Withdrawal);

internal sealed record ReasonGroupEntry(string Code, SortedDictionary<string, string> Label, IReadOnlyList<ReasonEntry> Reasons);

internal sealed record ReasonEntry(
    string Code, SortedDictionary<string, string> Label, bool NeedsNote = false, bool NeedsReplacement = true);

/// <param name="EveryYear">Days that come back, as <c>MM-dd</c>.</param>
/// <param name="Dates">Days of one year.</param>
internal sealed record HolidaysFile(IReadOnlyList<YearlyHoliday> EveryYear, IReadOnlyList<SingleHoliday> Dates);

internal sealed record YearlyHoliday(string Day);

internal sealed record SingleHoliday(DateOnly Date);

internal sealed record OfficesFile(IReadOnlyList<OfficeEntry> Offices);

internal sealed record OfficeEntry(string Code, SortedDictionary<string, string> Label, bool AcceptsGtoGVerification, int SlotsPerDay = 0);

internal sealed record ProgrammeFile(
    string Code,
    string Programme,
    string Scheme,
    string Country,
    DateTimeOffset OpenAt,
    DateTimeOffset CloseAt,
    DateOnly AgeCutoffDate,
    int MinimumAge,
    int? MaximumAge,
    int WithdrawalBarYears,
    IReadOnlyList<DocumentDemand> CommonDocuments,
    IReadOnlyList<PositionEntry> Positions,
    IReadOnlyList<StageEntry> Stages,
    VerificationEntry? Verification = null,
    SortedDictionary<string, string>? Label = null);

internal sealed record PositionEntry(
    string Id,
    SortedDictionary<string, string> Label,
    IReadOnlyList<DocumentDemand> Documents,
    int MinimumExperienceMonths = 0,
    IReadOnlyList<StudyEntry>? Studies = null,
    IntakeEntry? Intake = null);

internal sealed record IntakeEntry(
    IntakeKind Kind, int Places, bool KeepsWaitingList = false, int OfferHours = 48, string? SeedHash = null);

internal sealed record StudyEntry(string Level, string? Field = null, string? WithDocument = null);

internal sealed record StageEntry(
    int Order, string Code, SortedDictionary<string, string> Label, string MovedInBy, bool IsBinding = false);

internal sealed record VerificationEntry(DateOnly From, DateOnly To);

internal sealed record DocumentDemand(string DocumentType, bool Required);
