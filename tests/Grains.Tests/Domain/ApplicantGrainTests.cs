using Microsoft.Extensions.DependencyInjection;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.Grains.Applicants;
using Siskop2mi.Grains.Documents;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>Which documents may prove an entry, and what a profile remembers over an activation.</summary>
public sealed class ApplicantGrainTests
{
    private static readonly GrainHostPlan Plan = new()
    {
        Classes = [typeof(AccountGrain), typeof(ApplicantGrain), typeof(DocumentGrain)],
        Services = services => services
            .AddSingleton(Places.Regions)
            .AddSingleton(Places.DocumentTypes)
            .AddSingleton<IStrRegister>(new SilentRegister())
            .AddSingleton<ICivilRegistry>(provider => new SeededRegistry(provider.GetRequiredService<TimeProvider>())),
    };

    [Theory]
    [InlineData("p0.own", null)]
    [InlineData("p0.other", "proof-not-found")] // the document says that it is somebody else's
    [InlineData("p0.missing", "proof-not-found")]
    [InlineData("p1.own", "proof-not-found")]
    public async Task Only_a_document_of_the_own_wallet_is_a_proof(string documentId, string? reason)
    {
        await using var host = await GrainHostFixture.OpenAsync(Plan);
        foreach (var (id, owner) in new[] { ("p0.own", "p0"), ("p0.other", "p1"), ("p1.own", "p1") })
            Assert.Null((await host.Grains.GetGrain<IDocumentGrain>(id).Add(
                new Person(0, true).Document("diploma") with { OwnerId = owner })).Refusal);
        var outcome = await host.Grains.GetGrain<IApplicantGrain>("p0").SaveStep(Certified(documentId));
        Assert.Equal(reason, outcome.Refusal?.Reasons.Single().Code);
    }

    [Fact]
    public async Task A_step_and_the_photo_are_kept_and_answered_with_the_completeness()
    {
        await using var host = await GrainHostFixture.OpenAsync(Plan);
        var applicant = host.Grains.GetGrain<IApplicantGrain>("p0");
        var saved = (await applicant.SaveStep(Certified(null))).Value!;
        Assert.Equal((1, 14), (saved.Revision, saved.Completeness.Percent));
        var shown = (await applicant.SavePhoto(new SavePhoto(Person.Photo("a")))).Value!;
        Assert.Equal((2, 29, "blob-a"), (shown.Revision, shown.Completeness.Percent, shown.Photo!.BlobId));
        Assert.Equal("photo-type", (await applicant.SavePhoto(
            new SavePhoto(Person.Photo("b") with { MediaType = "application/pdf" }))).Refusal!.Code);
        Assert.Equal("blob-a", (await applicant.SavePhoto(new SavePhoto(Person.Photo("a") with { BlobId = "b" }))).Value!.Photo!.BlobId);
        Assert.Equal(["profile-saved", "photo-saved"], host.Storage.Events.Select(stored =>
            EventTypes.NameOf(stored.Envelope.Event.GetType())));
    }

    private static SaveProfileStep Certified(string? proof) => new(ProfileStep.Certification, new Profile
    {
        Certification = new History<CertificationEntry>
        {
            HasNone = false,
            Entries = [new() { Programme = "a", CertifyingBody = "b", IssuedOn = new DateOnly(2020, 1, 1), ProofDocumentId = proof }],
        },
    }, 0);
}
