using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.Domain.Vacancies;

namespace Siskop2mi.Silo.ReferenceData;

/// <summary>Turns the files of <c>reference-data/</c> into what rules work with.</summary>
public static class ReferenceCatalogues
{
    /// <summary>
    /// Registers document types, offices, reasons, working days, programme notices and common passwords. A broken file stops the
    /// start.
    /// </summary>
    public static IServiceCollection AddReferenceCatalogues(this IServiceCollection services, string directory)
    {
        var files = new ReferenceFiles(directory);
        return services
            .AddSingleton(new DocumentCatalogue(files.DocumentTypes().DocumentTypes.Select(ToDocumentType)))
            .AddSingleton(new CommonPasswords(files.CommonPasswords()))
            .AddSingleton(new OfficeCatalogue(files.Offices().Offices.Select(ToOffice)))
            .AddSingleton(new ProgrammeTitles(files.Programmes().ToImmutableSortedDictionary(
                file => file.Code, file => file.Label?.GetValueOrDefault("id") ?? file.Code, StringComparer.Ordinal)))
            .AddSingleton(new ReasonCatalogue(ToReasons(files.Reasons())))
            .AddSingleton(ToWorkingDays(files.Holidays()))
            .AddSingleton(new ProgrammeNotices([.. files.Programmes().SelectMany(ToNotices)]));
    }

    private static DocumentType ToDocumentType(DocumentTypeEntry entry) => new()
    {
        Code = entry.Code,
        Label = entry.Label.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Number = (FieldDemand)entry.Number,
        NumberPattern = entry.NumberPattern,
        IssuedOn = (FieldDemand)entry.IssuedOn,
        ExpiresOn = (FieldDemand)entry.ExpiresOn,
        Details = entry.ExtraFields.ToImmutableSortedDictionary(
            field => field.Name, ToField, StringComparer.Ordinal),
        MediaTypes = [.. entry.MediaTypes],
        MaxBytes = entry.MaxBytes,
        ExternalCheck = entry.ExternalCheck,
    };

    private static DocumentField ToField(ExtraField field) => new()
    {
        Demand = field.Required ? FieldDemand.Required : FieldDemand.Optional,
        Kind = field.Kind,
        Label = field.Label.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static Office ToOffice(OfficeEntry entry) => new(entry.Code, entry.Label["id"], entry.AcceptsGtoGVerification)
    {
        SlotsPerDay = entry.SlotsPerDay,
    };

    private static IEnumerable<Reason> ToReasons(ReasonsFile file) =>
    [
        .. ToReasons(ReasonUse.Fix, file.VerificationFix),
        .. ToReasons(ReasonUse.Fail, file.VerificationFail),
        .. ToReasons(ReasonUse.Withdrawal, file.Withdrawal),
    ];

    private static IEnumerable<Reason> ToReasons(ReasonUse use, IEnumerable<ReasonGroupEntry> groups) =>
        from reasonGroup in groups
        from reason in reasonGroup.Reasons
        select new Reason
        {
            Code = reason.Code,
            Use = use,
            Group = reasonGroup.Code,
            GroupLabel = reasonGroup.Label.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Label = reason.Label.ToImmutableSortedDictionary(StringComparer.Ordinal),
            NeedsNote = reason.NeedsNote,
            NeedsReplacement = reason.NeedsReplacement,
        };

    private static WorkingDays ToWorkingDays(HolidaysFile file) => new(
        file.EveryYear.Select(holiday => holiday.Day.Split('-')).Select(parts => (Number(parts[0]), Number(parts[1]))),
        file.Dates.Select(holiday => holiday.Date));

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static IEnumerable<VacancyNotice> ToNotices(ProgrammeFile file) => file.Positions.Select(position => new VacancyNotice
    {
        VacancyId = position.Id,
        BatchId = file.Code,
        Programme = file.Programme,
        Scheme = file.Scheme,
        Country = file.Country,
        Title = position.Label.ToImmutableSortedDictionary(StringComparer.Ordinal),
        OpensAt = file.OpenAt.ToUniversalTime(),
        // Announcements name the last second ("sampai 23.59"); a notice names the first instant that is too late.
        ClosesAt = file.CloseAt.ToUniversalTime().AddSeconds(1),
        RequiredDocuments = [.. file.CommonDocuments.Concat(position.Documents)
            .Select(demand => new RequiredDocument(demand.DocumentType, !demand.Required))],
        Demands = new EligibilityDemands
        {
            CutoffDate = file.AgeCutoffDate,
            MinimumAge = file.MinimumAge,
            MaximumAge = file.MaximumAge,
            Studies = [.. (position.Studies ?? []).Select(study => new StudyDemand(study.Level, study.Field, study.WithDocument))],
            MinimumExperienceMonths = position.MinimumExperienceMonths,
        },
        // What comes before is the application itself and its verification, which are statuses and not results.
        Stages = [.. file.Stages.Where(stage => stage.MovedInBy == "programme-admin").OrderBy(stage => stage.Order).Select(ToStage)],
        WithdrawalBarYears = file.WithdrawalBarYears,
        Verification = file.Verification is { } days ? new VerificationDays(days.From, days.To) : null,
        Intake = position.Intake is { } intake ? ToIntake(position.Id, intake) : null,
    });

    private static Intake ToIntake(string vacancyId, IntakeEntry entry)
    {
        var intake = new Intake
        {
            Kind = entry.Kind,
            Places = entry.Places,
            KeepsWaitingList = entry.KeepsWaitingList,
            OfferHours = entry.OfferHours,
            SeedHash = entry.SeedHash,
        };
        return AnnounceVacancyRule.WhyWrong(intake) is null
            ? intake : throw new InvalidOperationException($"Reference data: the intake of {vacancyId} is not possible.");
    }

    private static SelectionStage ToStage(StageEntry stage) =>
        new(stage.Code, stage.Label.ToImmutableSortedDictionary(StringComparer.Ordinal), stage.IsBinding);
}

/// <summary>Full names of the batches, Indonesian, by code.</summary>
public sealed record ProgrammeTitles(ImmutableSortedDictionary<string, string> ByBatch);

/// <summary>The notices of all programme batches in reference data, as announced.</summary>
public sealed record ProgrammeNotices(ImmutableArray<VacancyNotice> All);
