namespace Siskop2mi.Domain.Tests.Documents;

/// <summary>Documents that hold, as the rules themselves bring them to a status.</summary>
internal static class DocumentExamples
{
    public const string Id = "applicant-1.document-1";
    public const string NewId = "applicant-1.document-2";

    public static readonly DocumentType Diploma = new()
    {
        Code = "diploma",
        Label = ImmutableSortedDictionary<string, string>.Empty,
        Number = FieldDemand.Optional,
        IssuedOn = FieldDemand.Optional,
        ExpiresOn = FieldDemand.Optional,
        MediaTypes = ["application/pdf"],
        MaxBytes = 10,
    };

    public static readonly DocumentType Registration = Diploma with
    {
        Code = "nurse-registration",
        Number = FieldDemand.Required,
        NumberPattern = "[A-Z0-9-]{8,30}",
        ExternalCheck = NumberCheckRule.StrRegister,
    };

    public static readonly AddDocument AddDiploma = new()
    {
        OwnerId = Examples.Applicant,
        TypeCode = "diploma",
        File = new StoredFile { BlobId = "b", Size = 1, Sha256 = "aa", MediaType = "application/pdf", FileName = "f.pdf" },
    };

    public static readonly CheckNumber CheckRegistration = new()
    {
        OwnerId = Examples.Applicant,
        TypeCode = "nurse-registration",
        Number = DocumentNumber.Restore("STR-00001"),
    };

    public static readonly AddDocument AddRegistration =
        AddDiploma with { TypeCode = "nurse-registration", Number = CheckRegistration.Number };

    public static readonly SupersedeDocument Supersede = new(Examples.Applicant, "diploma", NewId);

    public static DocumentState Replacing => Add(new DocumentState(), AddDiploma with { Replaces = Id }, Diploma);

    public static ImmutableSortedDictionary<string, DocumentField> Fields(
        params ReadOnlySpan<(string Name, FieldDemand Demand, FieldKind Kind)> fields)
    {
        var all = OrdinalMap.Empty<DocumentField>().ToBuilder();
        foreach (var (name, demand, kind) in fields)
        {
            all[name] = new DocumentField { Demand = demand, Kind = kind, Label = OrdinalMap.Empty<string>() };
        }

        return all.ToImmutable();
    }

    public static Decision<DocumentState> Check(DocumentState state, StrAnswer answer, CheckNumber? command = null) =>
        NumberCheckRule.Decide(state, command ?? CheckRegistration, new NumberCheckFacts(Registration, answer, Examples.Now));

    /// <summary>Documents of this status by every way that leads there; the first is the plainest.</summary>
    public static IEnumerable<DocumentState> Of(DocumentStatus status)
    {
        var accepted = Check(new DocumentState(), StrAnswer.Valid).State;
        var pending = Check(new DocumentState(), StrAnswer.NoAnswer).State;
        var waiting = Add(pending, AddRegistration, Registration);
        var diploma = Add(new DocumentState(), AddDiploma, Diploma);
        var superseded = ReplaceDocumentRule.Supersede(diploma, Supersede with { ByDocumentId = "applicant-1.document-0" }).State;
        return status switch
        {
            DocumentStatus.NotStarted => [new DocumentState()],
            DocumentStatus.Uploaded => [diploma, NumberCheckRule.Hear(waiting, StrAnswer.Valid).State],
            DocumentStatus.NumberAccepted => [accepted, NumberCheckRule.Hear(pending, StrAnswer.Valid).State],
            DocumentStatus.NumberCheckPending => [pending],
            DocumentStatus.CheckPending => [waiting],
            DocumentStatus.NumberRejected => [Reject(waiting), Reject(pending)],
            DocumentStatus.Superseded => [superseded],
            DocumentStatus.Removed => [KeepDocumentRule.Remove(diploma, new RemoveDocument(Examples.Applicant)).State],
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No example of this status."),
        };
    }

    public static DocumentState One(DocumentStatus status) => Of(status).First();

    private static DocumentState Reject(DocumentState state) => NumberCheckRule.Hear(state, StrAnswer.Expired).State;

    private static DocumentState Add(DocumentState state, AddDocument command, DocumentType type) =>
        AddDocumentRule.Decide(state, command, new AddDocumentFacts(type, Examples.Now)).State;
}
