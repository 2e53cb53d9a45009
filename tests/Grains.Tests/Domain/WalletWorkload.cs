using System.Collections.Concurrent;
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

/// <summary>
/// People check numbers, upload, replace (several versions of one document at once), pin and remove, with repeats and double
/// clicks. A new version is two commits: the host dies between them as well.
/// </summary>
public sealed class WalletWorkload(ConcurrentDictionary<Type, int>? happened = null) : HostileWorkload
{
    private const string Plain = "diploma";
    private const string Checked = "registration";

    private static readonly string[] Owners = ["p0", "p1", "p2"];

    private readonly List<SentDocument> sent = [];
    private readonly HashSet<SentDocument> kept = [];
    private readonly HashSet<SentDocument> removed = [];
    private readonly HashSet<(SentDocument Document, string Application)> pinned = [];
    private SeededStrRegister? register;

    public override GrainHostPlan Plan => new()
    {
        Classes = [typeof(AccountGrain), typeof(DocumentGrain), typeof(RegisterTriesGrain)],
        Services = services => services
            .AddSingleton(new DocumentCatalogue([Type(Plain, null), Type(Checked, NumberCheckRule.StrRegister)]))
            .AddSingleton<ICivilRegistry>(provider => new SeededRegistry(provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IStrRegister>(provider => register = new SeededStrRegister(provider.GetRequiredService<TimeProvider>())),
        Options = options => options.ReminderPollPeriod = options.ResponseTimeoutSweepPeriod = TimeSpan.FromSeconds(20),
    };

    // A check that got no answer for the third time waits four minutes; a tick may be lost or late on top of that.
    public override TimeSpan SettleTime => TimeSpan.FromMinutes(30);

    public override async Task Begin(HostileClient client)
    {
        foreach (var owner in Owners)
            await client.Grains.GetGrain<IAccountGrain>(owner).StartRegistration(new Person(owner[1] - '0', true).Registration);
        await client.Grains.GetGrain<IDocumentGrain>("p0.none").Get();
        register!.Random = new SeededRandom(client.Random.NextBits());
    }

    public override Task Operate(HostileClient client)
    {
        var owner = client.Random.Pick(Owners);
        return client.Random.Next(9) switch
        {
            0 or 1 => Upload(client, New(owner, Plain)),
            2 or 3 => CheckAndUpload(
                client, New(owner, Checked) with { Number = $"{(client.Random.Chance(0.6) ? "GOOD" : "BAD")}-{sent.Count}" }),
            4 or 5 or 6 => ReplaceSome(client),
            7 => PinSome(client),
            _ => RemoveSome(client),
        };
    }

    public override Task Check(HostileClient client)
    {
        var check = new WalletCheck(client.Storage, [.. sent.Select(document => document.Id)]);
        check.NothingIsLeftHalfDone();
        check.VersionsFormAChain();
        check.NumbersAreChecked();
        foreach (var document in kept.Except(removed)) check.IsKept(document);
        foreach (var (document, application) in pinned) check.IsPinned(document, application);
        foreach (var stored in client.Storage.Events) happened?.AddOrUpdate(stored.Envelope.Event.GetType(), 1, (_, count) => count + 1);
        return Task.CompletedTask;
    }

    private static DocumentType Type(string code, string? register) => new()
    {
        Code = code,
        Label = OrdinalMap.Empty<string>(),
        Number = FieldDemand.Optional,
        IssuedOn = FieldDemand.Optional,
        ExpiresOn = FieldDemand.Optional,
        MediaTypes = ["application/pdf"],
        MaxBytes = 10,
        ExternalCheck = register,
    };

    private SentDocument New(string owner, string type)
    {
        var document = new SentDocument($"{owner}.{sent.Count}", owner, type);
        sent.Add(document);
        return document;
    }

    private async Task CheckAndUpload(HostileClient client, SentDocument document)
    {
        var command = new CheckNumber
        {
            OwnerId = document.Owner,
            TypeCode = document.Type,
            Number = DocumentNumber.Restore(document.Number!),
        };
        var mayUpload = client.Random.Chance(0.1); // without waiting for what the check says
        await Delivery.Send(client, () => Grain(client, document).CheckNumber(command), check =>
        {
            Promise.Holds(check.OwnerId == document.Owner, "a check of somebody else was shown");
            mayUpload = true;
        });
        if (mayUpload && client.Random.Chance(0.8)) await Upload(client, document);
    }

    private Task ReplaceSome(HostileClient client)
    {
        if (sent.Count == 0) return Task.CompletedTask;
        var old = sent[client.Random.Chance(0.5) ? sent.Count - 1 : client.Random.Next(sent.Count)];
        // Two new versions at once, as from two windows: one of them is taken back.
        return client.Random.Chance(0.5)
            ? Upload(client, New(old.Owner, Plain) with { Replaces = old.Id })
            : Task.WhenAll(
                Upload(client, New(old.Owner, Plain) with { Replaces = old.Id }),
                Upload(client, New(old.Owner, Plain) with { Replaces = old.Id }));
    }

    private Task Upload(HostileClient client, SentDocument document) => Delivery.Send(
        client, () => Grain(client, document).Add(document.Command), view =>
        {
            Promise.Holds(view.Replaces == document.Replaces, $"{document.Id} replaces another document than it said");
            kept.Add(document);
        });

    private async Task PinSome(HostileClient client)
    {
        if (sent.Count == 0) return;
        var (document, application) = (client.Random.Pick(sent), $"application-{client.Random.Next(3)}");
        await Delivery.Send(client, () => Grain(client, document).PinTo(application), _ => pinned.Add((document, application)));
    }

    private async Task RemoveSome(HostileClient client)
    {
        if (sent.Count == 0) return;
        var document = client.Random.Pick(sent);
        removed.Add(document); // from the moment it is tried: without an answer it may be gone
        await Delivery.Send(client, () => Grain(client, document).Remove(new RemoveDocument(document.Owner)), _ => { });
    }

    private static IDocumentGrain Grain(HostileClient client, SentDocument document) =>
        client.Grains.GetGrain<IDocumentGrain>(document.Id);
}

/// <summary>A document that somebody sent.</summary>
internal sealed record SentDocument(string Id, string Owner, string Type)
{
    public string? Number { get; init; }

    public string? Replaces { get; init; }

    public AddDocument Command => new()
    {
        OwnerId = Owner,
        TypeCode = Type,
        Number = Number is null ? null : DocumentNumber.Restore(Number),
        Replaces = Replaces,
        File = new StoredFile { BlobId = $"blob-{Id}", Size = 1, Sha256 = Id, MediaType = "application/pdf", FileName = "f.pdf" },
    };

    // One document, whatever was known of it when it was noted.
    public bool Equals(SentDocument? other) => other?.Id == Id;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}
