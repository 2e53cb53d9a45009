using System.Collections.Immutable;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applications;

/// <summary>An application begins with a vacancy.</summary>
public sealed record NewApplication(string? VacancyId);

/// <summary>The documents picked from the wallet: the whole map, document type code to document id.</summary>
public sealed record NewPicks(Dictionary<string, string>? Documents)
{
    internal PickDocuments ToCommand(int revision)
    {
        var fields = new FieldReader();
        var documents = fields.Required(Documents, "/documents") ?? [];
        fields.Require(documents.Count <= DraftRule.MaxDocuments, "/documents", "too-many-items");
        fields.Require(documents.Keys.All(Ids.IsName), "/documents", "document-type-unknown");
        foreach (var (type, id) in documents.Take(DraftRule.MaxDocuments))
            fields.Require(
                id is not null && Ids.IsOwned(id), Ids.IsName(type) ? $"/documents/{type}" : "/documents", "document-not-usable");
        fields.Check();
        return new PickDocuments(OrdinalMap.Of(documents), revision);
    }
}

/// <summary>The last step of the guide (L12).</summary>
/// <param name="OfficeId">The BP3MI that checks the documents; see <c>GET /offices</c>.</param>
/// <param name="NeedsPassportRecommendation">Whether a letter to Immigration is wanted.</param>
/// <param name="Message">Free words to the office, at most 1,000 characters; may be left out.</param>
public sealed record NewLastStep(string? OfficeId, bool? NeedsPassportRecommendation, string? Message)
{
    public override string ToString() => nameof(NewLastStep);

    internal AnswerLastStep ToCommand(int revision)
    {
        var fields = new FieldReader();
        var office = fields.Line(OfficeId, "/officeId", 64);
        var wantsLetter = fields.Required(NeedsPassportRecommendation, "/needsPassportRecommendation");
        fields.Check();
        return new AnswerLastStep(new LastStep(office, wantsLetter, string.IsNullOrWhiteSpace(Message) ? null : Message), revision);
    }
}

/// <summary>An application as its owner and the officers of its office see it.</summary>
public sealed record ApplicationBody
{
    public required string Id { get; init; }

    /// <summary><c>draft</c>, <c>submitted</c> or <c>documents-verified</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The status in the reader's language.</summary>
    public required string StatusText { get; init; }

    public required string BatchId { get; init; }

    public required string VacancyId { get; init; }

    public required int Revision { get; init; }

    public required ImmutableSortedDictionary<string, string> Documents { get; init; }

    public LastStepBody? LastStep { get; init; }

    public DateTimeOffset? SubmittedAt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>When the applicant comes to the office, once a slot is booked.</summary>
    public AppointmentBody? Appointment { get; init; }

    internal static ApplicationBody Of(ApplicationView view, Reader reader) => new()
    {
        Id = view.ApplicationId,
        Status = Words.Of(view.Status),
        StatusText = reader.StatusText(view.Status),
        BatchId = view.BatchId,
        VacancyId = view.VacancyId,
        Revision = view.Revision,
        Documents = view.Documents,
        LastStep = view.LastStep is { } last ? new LastStepBody(last.OfficeId, last.NeedsPassportRecommendation, last.Message) : null,
        SubmittedAt = view.SubmittedAt,
        ClaimedAt = view.Claim?.At,
        VerifiedAt = view.VerifiedAt,
        Appointment = AppointmentBody.Of(view.Appointment),
    };
}

/// <summary>The last step as answered.</summary>
public sealed record LastStepBody(string OfficeId, bool NeedsPassportRecommendation, string? Message);

/// <summary>What the applicant holds after sending.</summary>
public sealed record Receipt(string Id, DateTimeOffset SubmittedAt);

/// <summary>Something that happened, in the reader's words.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Event">Name of the event, such as <c>application-submitted</c>.</param>
/// <param name="Text">In the reader's language.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Event, string Text);
