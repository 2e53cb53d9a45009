using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>Offices, document types and vacancies of the runs.</summary>
internal static class Places
{
    public const string Batch = "ijepa-16";
    public const string Office = "bp3mi-a";
    public const string OtherOffice = "bp3mi-b";

    public static readonly ImmutableArray<string> Vacancies = ["nurse", "careworker"];

    public static readonly ImmutableArray<string> Required = ["diploma", "permission"];

    /// <summary>Who verifies, and where.</summary>
    public static readonly ImmutableArray<(string Officer, string Office)> Officers = [("o1", Office), ("o2", Office), ("o3", OtherOffice)];

    public static OfficeCatalogue Offices { get; } = new([new Office(Office, "A", true), new Office(OtherOffice, "B", true)]);

    public static RegionCatalogue Regions { get; } =
        new([new("35", "A")], [new("35.78", "B")], [new("35.78.08", "C")], [new("35.78.08.1003", "D")]);

    public static DocumentCatalogue DocumentTypes { get; } = new(Required.Select(code => new DocumentType
    {
        Code = code,
        Label = ImmutableSortedDictionary<string, string>.Empty,
        Number = FieldDemand.Optional,
        IssuedOn = FieldDemand.Optional,
        ExpiresOn = FieldDemand.Optional,
        MediaTypes = ["application/pdf"],
        MaxBytes = 10,
    }));

    public static ReasonCatalogue Reasons { get; } = new(
        new[] { ("unreadable", ReasonUse.Fix), ("forged", ReasonUse.Fail), ("family", ReasonUse.Withdrawal) }.Select(
            reason => new Reason
            {
                Code = reason.Item1,
                Use = reason.Item2,
                Group = "all",
                GroupLabel = ImmutableSortedDictionary<string, string>.Empty,
                Label = ImmutableSortedDictionary<string, string>.Empty,
            }));

    public static AnnounceVacancy Announcement(string vacancy, HostileClient client) => new(new VacancyNotice
    {
        VacancyId = vacancy,
        BatchId = Batch,
        Programme = "ijepa",
        Scheme = "g-to-g",
        Country = "JP",
        Title = ImmutableSortedDictionary<string, string>.Empty.Add("id", vacancy),
        OpensAt = client.Time.GetUtcNow().AddDays(-1),
        ClosesAt = client.Time.GetUtcNow().AddYears(1),
        RequiredDocuments = [.. Required.Select(type => new RequiredDocument(type, false))],
        Stages = [Stage("admin", false), Stage("matched", true), Stage("trained", true)],
        WithdrawalBarYears = 2,
    });

    private static SelectionStage Stage(string code, bool isBinding) =>
        new(code, ImmutableSortedDictionary<string, string>.Empty.Add("id", code), isBinding);
}
