using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
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

/// <summary>The applicant steps back.</summary>
/// <param name="Reason">Code of <c>GET /reasons</c> with the use <c>withdrawal</c>.</param>
/// <param name="Note">Further words, at most 1,000 characters; may be left out.</param>
/// <param name="AcceptBar">
/// Says that the person knows they are barred from the programme for years; needed only after a binding stage, see
/// <c>withdrawal-bars</c>.
/// </param>
public sealed record NewWithdrawal(string? Reason, string? Note, bool? AcceptBar)
{
    public override string ToString() => nameof(NewWithdrawal);

    internal WithdrawApplication ToCommand()
    {
        var fields = new FieldReader();
        var reason = fields.Line(Reason, "/reason", 64);
        fields.Check();
        return new WithdrawApplication(reason, string.IsNullOrWhiteSpace(Note) ? null : Note, AcceptBar is true);
    }
}

/// <summary>What the applicant holds after sending.</summary>
/// <param name="Id">The application.</param>
/// <param name="Reference">What to call it by on the telephone and at the office.</param>
/// <param name="Round">1 for the first sending, 2 after the first fix, and so on.</param>
/// <param name="SubmittedAt">When the server received it.</param>
/// <param name="Status">
/// <c>submitted</c>; where the vacancy keeps places also <c>waiting-for-place</c> or <c>in-draw</c>. Later what it has become since.
/// </param>
/// <param name="StatusText">The status in the reader's language.</param>
/// <param name="Place">What the vacancy keeps for it; absent when it takes everybody.</param>
public sealed record Receipt(
    string Id, string Reference, int Round, DateTimeOffset SubmittedAt, string Status, string StatusText, PlaceBody? Place);

/// <summary>Something that happened, in the reader's words.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Event">Name of the event, such as <c>application-submitted</c>.</param>
/// <param name="Text">In the reader's language.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Event, string Text);
