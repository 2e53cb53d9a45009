using System.Collections.Immutable;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Silo.ReferenceData;
using Siskop2mi.WebApi.Node;
using Siskop2mi.WebApi.Notifications;
using Siskop2mi.WebApi.Pages.Applications;
using Siskop2mi.WebApi.Text;

namespace Siskop2mi.WebApi.Applications;

/// <summary>Makes application letters and says of a shown one whether it is genuine and still stands.</summary>
internal sealed class Letters(
    IGrainFactory grains, LetterTokens tokens, LetterPrinter printer, LetterSheet sheet, OfficeCatalogue offices, DocumentCatalogue types,
    ProgrammeTitles programmes, MailOptions options, ServerAddress server, TimeProvider time)
{
    /// <summary>The letter as PDF. Made anew each time, so that it always says what is so; it takes about a second.</summary>
    public async Task<byte[]> Print(ApplicationView application, CancellationToken cancellationToken)
    {
        var account = await grains.GetGrain<IAccountGrain>(application.ApplicantId).GetCard();
        var page = sheet.Page(await WordsOf(application, account), await AddressOf(application, account, cancellationToken));
        return await printer.Print(page, cancellationToken);
    }

    /// <summary>What the QR code holds: where everybody can verify the letter, with all that is needed to do so without us.</summary>
    public async Task<string> AddressOf(ApplicationView application, AccountCard account, CancellationToken cancellationToken) =>
        $"{(options.BaseUrl ?? server.Url).TrimEnd('/')}/verify/{await tokens.Sign(ClaimsOf(application, account), cancellationToken)}";

    /// <summary>What there is to say about a letter that was shown.</summary>
    public async Task<LetterBody> Verify(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await tokens.Read(token, cancellationToken) is not { } claims) return new LetterBody(LetterStanding.NotGenuine, now);
        var application = await grains.GetGrain<IApplicationGrain>(claims.ApplicationId).Get();
        var notice = await grains.GetGrain<IVacancyGrain>(claims.VacancyId).GetNotice();
        return new LetterBody(LetterRule.StandingOf(claims.Version, application), now)
        {
            Reference = application?.Reference ?? claims.ApplicationId,
            Position = notice is null ? claims.VacancyId : TitleOf(notice),
            Office = OfficeOf(claims.OfficeId),
            SubmittedAt = claims.SubmittedAt,
            IssuedAt = claims.IssuedAt,
            Initials = claims.Initials,
            NationalIdEnd = claims.NationalIdEnd,
        };
    }

    private LetterClaims ClaimsOf(ApplicationView application, AccountCard account) => new(
        application.ApplicationId,
        application.VacancyId,
        application.OfficeId!,
        application.SubmittedAt!.Value,
        LetterRule.VersionOf(application),
        LetterRule.InitialsOf(account.FullName ?? ""),
        account.NationalId?.Reveal()[^4..] ?? "",
        time.GetUtcNow());

    private async Task<LetterWords> WordsOf(ApplicationView application, AccountCard account)
    {
        var notice = await grains.GetGrain<IVacancyGrain>(application.VacancyId).GetNotice();
        return new LetterWords
        {
            Reference = application.Reference ?? application.ApplicationId,
            FullName = account.FullName ?? "",
            NationalId = account.NationalId is { } id ? $"************{id.Reveal()[^4..]}" : "",
            Programme = programmes.ByBatch.GetValueOrDefault(application.BatchId) ?? application.BatchId,
            Position = notice is null ? application.VacancyId : TitleOf(notice),
            Office = OfficeOf(application.OfficeId!),
            SubmittedAt = application.SubmittedAt!.Value,
            Appointment = application.Appointment,
            NeedsPassportRecommendation = application.LastStep!.NeedsPassportRecommendation,
            Documents = [.. application.Documents.Keys.Select(LabelOf)],
            MadeAt = time.GetUtcNow(),
        };
    }

    private string LabelOf(string typeCode) => types.Find(typeCode)?.Label.GetValueOrDefault(Languages.Default) ?? typeCode;

    private string OfficeOf(string officeId) => offices.Find(officeId)?.Name ?? officeId;

    private static string TitleOf(VacancyNotice notice) => notice.Title.GetValueOrDefault(Languages.Default) ?? notice.VacancyId;
}

/// <summary>What a letter says, in words.</summary>
internal sealed record LetterWords
{
    public required string Reference { get; init; }

    public required string FullName { get; init; }

    /// <summary>All but the last four digits hidden.</summary>
    public required string NationalId { get; init; }

    public required string Programme { get; init; }

    public required string Position { get; init; }

    public required string Office { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public Appointment? Appointment { get; init; }

    public required bool NeedsPassportRecommendation { get; init; }

    public required ImmutableArray<string> Documents { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public override string ToString() => nameof(LetterWords);
}

/// <summary>What a verifier hears about a letter.</summary>
/// <param name="Standing"><c>current</c>, <c>outdated</c>, <c>void</c> or <c>not-genuine</c>.</param>
/// <param name="AsOf">When that was so, UTC.</param>
public sealed record LetterBody(string Standing, DateTimeOffset AsOf)
{
    internal LetterBody(LetterStanding standing, DateTimeOffset asOf) : this(Answers.Words.Of(standing), asOf)
    {
    }

    /// <summary>The number on the letter.</summary>
    public string? Reference { get; init; }

    public string? Position { get; init; }

    public string? Office { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the letter was made.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Of the applicant, to compare with the person who shows the letter.</summary>
    public string? Initials { get; init; }

    /// <summary>The last four digits of the NIK, to compare with the identity card.</summary>
    public string? NationalIdEnd { get; init; }

    public override string ToString() => $"{nameof(LetterBody)} {Standing}";
}
