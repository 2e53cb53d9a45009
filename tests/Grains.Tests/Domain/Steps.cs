using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Documents;
using Siskop2mi.GrainInterfaces.Primitives;
using Siskop2mi.TestSupport.Hosting;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>The steps of a first application: the right next one, or any. What is acknowledged goes into the person's journal.</summary>
internal sealed class Steps(Person[] people)
{
    private int tokens;

    /// <summary>What this person should do now.</summary>
    public async Task Right(HostileClient client, Person person)
    {
        Act(client, person);
        if (await Ask(client, () => Account(client, person).GetCard()) is not { } card) return;
        Promise.Holds(
            card.Status is not AccountStatus.Active || person.Holds, $"{person.Id} is active with an identity that does not hold");
        await (card.Status switch
        {
            AccountStatus.NotStarted or AccountStatus.IdentityChecking => Register(client, person, person.Registration),
            AccountStatus.CredentialsPending => Choose(client, person),
            AccountStatus.ActivationPending => Activate(client, person, person.Stamp),
            AccountStatus.Active => RightOfActive(client, person),
            _ => LogIn(client, person),
        });
    }

    /// <summary>Anything, at any time.</summary>
    public async Task Any(HostileClient client, Person person)
    {
        Act(client, person);
        await (client.Random.Next(21) switch
        {
            0 => Register(
                client, person, client.Random.Chance(0.2) ? person.Registration with { FullName = "Somebody Else" } : person.Registration),
            1 => Choose(client, person),
            2 => Activate(client, person, client.Random.Chance(0.5) ? person.Stamp : AccountSecret.Restore($"{person.Id}-stamp-1")),
            3 => LogIn(client, person),
            4 => EndSessions(client, person),
            5 or 6 => Save(client, person, client.Random.Pick(Person.Steps)),
            7 => AddDocument(client, person, client.Random.Pick(Places.Required)),
            8 => Start(client, person),
            9 => Pick(client, person),
            10 => Answer(client, person),
            11 => Submit(client, person),
            12 => SendAgain(client, person),
            13 => ChangeMobile(client, person),
            14 => Confirm(client, person),
            15 => AskForReset(client, person),
            16 => ResetPassword(client, person),
            17 => Strangers(client, person),
            18 => client.Random.Chance(0.1) ? Withdraw(client, person) : Mend(client, person),
            _ => Office(client, person),
        });
    }

    /// <summary>Everything up to, not including, the sending; no faults.</summary>
    public async Task Fill(HostileClient client, Person person)
    {
        Act(client, person);
        foreach (var step in Person.Steps)
        {
            while (await Applicant(client, person).GetProfile() is var seen && Person.TokenOf(step, seen.Profile, seen.Photo) is null)
                await Save(client, person, step);
        }

        foreach (var type in Places.Required) await AddDocument(client, person, type);
        await Start(client, person);
        while (await Application(client, person).Get() is { Documents.Count: 0 }) await Pick(client, person);
        while (await Application(client, person).Get() is { LastStep: null }) await Answer(client, person);
    }

    private async Task RightOfActive(HostileClient client, Person person)
    {
        person.WasActive = true;
        var profile = await Ask(client, () => Applicant(client, person).GetProfile());
        if (profile is null) return;
        var toSave = Person.Steps.FirstOrDefault(step => Person.TokenOf(step, profile.Profile, profile.Photo) is null);
        if (toSave is not ProfileStep.Unspecified) await Save(client, person, toSave);
        else if (Places.Required.FirstOrDefault(type => !person.Documents.Contains(person.DocumentOf(type))) is { } type)
            await AddDocument(client, person, type);
        else if (await Ask(client, () => Application(client, person).Get()) is not { } application) await Start(client, person);
        else if (application.Status is ApplicationStatus.Withdrawn) await Start(client, person);
        else if (application.Status is ApplicationStatus.NeedsFix) await Mend(client, person);
        else if (application.Documents.Count < Places.Required.Length) await Pick(client, person);
        else if (application.LastStep is null) await Answer(client, person);
        else if (application.Status is ApplicationStatus.Draft) await Submit(client, person);
        else if (client.Random.Chance(0.02)) await Withdraw(client, person);
        else await Office(client, person);
    }

    private static void Act(HostileClient client, Person person) =>
        new CallOrigin(person.Id, "applicant", $"client-{client.Number}").Apply();

    private static Task Register(HostileClient client, Person person, StartRegistration command) =>
        Delivery.Send(client, () => Account(client, person).StartRegistration(command), _ => { });

    private static Task Choose(HostileClient client, Person person)
    {
        var command = person.NewCredentials();
        return Delivery.Send(client, () => Account(client, person).ChooseCredentials(command), receipt =>
            Promise.Holds(
                person.Holds && receipt.Status is AccountStatus.ActivationPending, $"{person.Id} chose credentials as {receipt.Status}"));
    }

    private static Task Activate(HostileClient client, Person person, AccountSecret stamp) => Delivery.Send(
        client, () =>
            Account(client, person).Activate(new ActivateAccount(stamp, AccountSecret.Restore($"{stamp.Reveal()}-used"))), receipt =>
        {
            Promise.Holds(person.Holds && receipt.Status is AccountStatus.Active, $"{person.Id} was activated as {receipt.Status}");
            person.WasActive = true;
        });

    private static Task SendAgain(HostileClient client, Person person)
    {
        var command = new SendActivationAgain(person.NewCode());
        return Delivery.Send(client, () => Account(client, person).SendActivationAgain(command), receipt => Promise.Holds(
            receipt.Status is AccountStatus.ActivationPending, $"{person.Id} was sent a code as {receipt.Status}"));
    }

    private static Task ChangeMobile(HostileClient client, Person person)
    {
        var command = new ChangeMobile(person.Mobile, person.NewCode());
        return Delivery.Send(client, () => Account(client, person).ChangeMobile(command), receipt => Promise.Holds(
            receipt.Status is AccountStatus.ActivationPending, $"{person.Id} changed the number as {receipt.Status}"));
    }

    // A code that was never sent opens nothing, whatever was sent.
    private static Task Confirm(HostileClient client, Person person)
    {
        var code = client.Random.Chance(0.7) && person.Codes.Count > 0 ? client.Random.Pick(person.Codes) : AccountSecret.Restore("x");
        return Delivery.Send(
            client, () => Account(client, person).ConfirmByCode(new ConfirmByCode(code, AccountSecret.Restore("by-code"))), receipt =>
        {
            Promise.Holds(person.Holds && person.Codes.Contains(code), $"{person.Id} was activated by a code that was never sent");
            person.WasActive = true;
        });
    }

    private static Task AskForReset(HostileClient client, Person person) => client.Try(() => Account(client, person).RequestPasswordReset(
        new RequestPasswordReset(client.Random.Pick([ActivationChannel.Sms, ActivationChannel.Email]), person.NewCode())));

    private static Task ResetPassword(HostileClient client, Person person)
    {
        var code = client.Random.Chance(0.7) && person.Codes.Count > 0 ? client.Random.Pick(person.Codes) : AccountSecret.Restore("x");
        var command = new ResetPassword(code, AccountSecret.Restore("hash"), AccountSecret.Restore("after-reset"));
        return Delivery.Send(client, () => Account(client, person).ResetPassword(command), _ => Promise.Holds(
            person.Holds && person.Codes.Contains(code), $"{person.Id} has a new password by a code that was never sent"));
    }

    private static Task LogIn(HostileClient client, Person person)
    {
        var matches = client.Random.Chance(0.5);
        return Delivery.Send(client, () => Account(client, person).AttemptLogIn(new AttemptLogIn(matches)), receipt =>
            Promise.Holds(matches && receipt.Account.Status is AccountStatus.Active, $"{person.Id} got in with password right: {matches}"));
    }

    // Somebody guesses at the password, or registers with the person's data.
    private static async Task Strangers(HostileClient client, Person person)
    {
        var account = Account(client, person);
        if (client.Random.Chance(0.5)) await client.Try(account.NoteOtherRegistration);
        else
            for (var guess = 0; guess <= LogInRule.MaxFailedLogIns; guess++)
                await Delivery.Send(client, () => account.AttemptLogIn(new AttemptLogIn(false)), _ => { });
    }

    private static Task EndSessions(HostileClient client, Person person) =>
        Delivery.Send(client, () => Account(client, person).EndSessions(new EndSessions(AccountSecret.Restore("ended"))), _ => { });

    private async Task Save(HostileClient client, Person person, ProfileStep step)
    {
        if (await Ask(client, () => Applicant(client, person).GetProfile()) is not { } seen) return;
        var token = $"token-{++tokens}";
        var command = new SaveProfileStep(step, Person.Profile(token), client.Random.Chance(0.2) ? seen.Revision - 1 : seen.Revision);
        await Delivery.Send(
            client, () => step is ProfileStep.Photo
                ? Applicant(client, person).SavePhoto(new SavePhoto(Person.Photo(token)))
                : Applicant(client, person).SaveStep(command),
            kept => person.Keep(kept, step, token));
    }

    private async Task AddDocument(HostileClient client, Person person, string type)
    {
        var owner = client.Random.Chance(0.1) ? client.Random.Pick(people) : person;
        var command = person.Document(type) with { OwnerId = owner.Id };
        await Delivery.Send(client, () => client.Grains.GetGrain<IDocumentGrain>(person.DocumentOf(type)).Add(command), view =>
        {
            Promise.Holds(view.OwnerId == owner.Id, $"{owner.Id} was shown a document of {view.OwnerId}");
            if (owner == person) person.Documents.Add(view.DocumentId);
        });
    }

    private static Task Start(HostileClient client, Person person)
    {
        var vacancy = client.Random.Pick(Places.Vacancies);
        return Delivery.Send(client, () => Application(client, person).Start(new StartApplication(person.Id, vacancy)), view =>
            Promise.Holds(
                view.VacancyId == vacancy
                    && view.ApplicantId == person.Id, $"{person.Id} started {vacancy} and was shown {view.VacancyId}"));
    }

    private static async Task Pick(HostileClient client, Person person)
    {
        var documents = client.Random.Chance(0.8) ? person.AllDocuments : person.AllDocuments.Remove("diploma");
        var command = new PickDocuments(documents, await Revision(client, person));
        await Delivery.Send(client, () => Application(client, person).PickDocuments(command), view =>
            Promise.Holds(view.Documents.SequenceEqual(documents), $"{person.Id} picked and was shown other documents"));
    }

    private static async Task Answer(HostileClient client, Person person)
    {
        var command = new AnswerLastStep(new LastStep(Places.Office, true, $"m{client.Random.Next(3)}"), await Revision(client, person));
        await Delivery.Send(client, () => Application(client, person).AnswerLastStep(command), view =>
            Promise.Holds(view.LastStep == command.LastStep, $"{person.Id} answered and was shown {view.LastStep}"));
    }

    private Task Submit(HostileClient client, Person person)
    {
        var key = person.Sent is { } sent && client.Random.Chance(0.5) ? sent.Key : $"key-{++tokens}";
        // Each sending is received at an instant of its own, so that the check knows it again.
        var command = new SubmitApplication(key, client.Time.GetUtcNow().AddTicks(++tokens));
        return Delivery.Send(client, () => Application(client, person).Submit(command), receipt => person.Hold(key, receipt));
    }

    /// <summary>Another document for what was sent back, and the application again.</summary>
    private async Task Mend(HostileClient client, Person person)
    {
        if (await Ask(client, () => Application(client, person).Get()) is not { } seen) return;
        if (seen.Verdicts.FirstOrDefault(verdict => verdict.Value.DocumentId == seen.Documents.GetValueOrDefault(verdict.Key)
            && verdict.Value.Kind is VerdictKind.NeedsFix) is { Key: { } type })
        {
            var id = $"{person.Id}-{type}-{++tokens}";
            await Delivery.Send(
                client, () => client.Grains.GetGrain<IDocumentGrain>(id).Add(person.Document(type, id)), _ => { });
            var command = new PickDocuments(seen.Documents.SetItem(type, id), seen.Revision);
            await Delivery.Send(client, () => Application(client, person).PickDocuments(command), _ => { });
        }

        await Submit(client, person);
    }

    private static Task Withdraw(HostileClient client, Person person)
    {
        var command = new WithdrawApplication("family", null, AcceptsBar: client.Random.Chance(0.7));
        return Delivery.Send(client, () => Application(client, person).Withdraw(command), view => Promise.Holds(
            view is { Status: ApplicationStatus.Withdrawn, Claim: null }, $"{person.Id} withdrew and it is {view.Status}"));
    }

    private static async Task Office(HostileClient client, Person person)
    {
        if (client.Random.Chance(0.15)) await Central(client, person);
        else await Officer(client, person);
    }

    private static Task Central(HostileClient client, Person person)
    {
        var application = Application(client, person);
        if (client.Random.Chance(0.1))
        {
            var office = client.Random.Chance(0.5) ? Places.OtherOffice : Places.Office;
            return Delivery.Send(client, () => application.Move(new MoveApplication(office)), view =>
                Promise.Holds(view.OfficeId == office, $"{person.Id} was moved to {office} and is at {view.OfficeId}"));
        }

        var command = new PublishResult(
            client.Random.Pick(["admin", "matched", "trained"]), client.Random.Chance(0.85), null, $"p{client.Random.Next(3)}");
        return Delivery.Send(client, () => application.PublishResult(command), view => Promise.Holds(
            view.Results.Any(result => result.Stage == command.Stage && result.Passed == command.Passed), "a result is not there"));
    }

    private static Task Officer(HostileClient client, Person person)
    {
        var (officer, office) = client.Random.Pick(Places.Officers);
        var application = Application(client, person);
        return client.Random.Next(12) switch
        {
            0 => Send(() => application.Release(new ReleaseApplication(officer, office)), view => view.Claim is null),
            1 or 2 => Verify(),
            3 or 4 or 5 => Judge(),
            6 or 7 => Send(
                () => application.Return(new ReturnApplication(officer, office, null)), view => view.Status is ApplicationStatus.NeedsFix),
            8 when client.Random.Chance(0.1) => Send(
                () => application.Fail(new FailApplication(officer, office, "forged", null)),
                view => view.Status is ApplicationStatus.DocumentsFailed),
            8 when client.Random.Chance(0.1) => Send(
                () => application.MarkAbsent(new MarkAbsent(officer, office, null)), view => view.Status is ApplicationStatus.Absent),
            _ => Send(() => application.Claim(new ClaimApplication(officer, office)), view => view.Claim?.OfficerId == officer),
        };

        Task Judge()
        {
            var isOk = client.Random.Chance(0.5);
            var command = new RecordVerdict
            {
                OfficerId = officer,
                OfficeId = office,
                TypeCode = client.Random.Pick(Places.Required),
                Kind = isOk ? VerdictKind.Ok : VerdictKind.NeedsFix,
                Reason = isOk ? null : "unreadable",
            };
            return Send(() => application.RecordVerdict(command), view => view.Verdicts[command.TypeCode].Kind == command.Kind);
        }

        Task Verify()
        {
            var command = new VerifyApplication(officer, office, client.Random.Chance(0.5));
            return Send(
                () => application.Verify(command),
                view => view.Status is ApplicationStatus.DocumentsVerified && view.Claim?.OfficerId == officer);
        }

        Task Send(Func<Task<Outcome<ApplicationView>>> command, Func<ApplicationView, bool> holds) =>
            Delivery.Send(client, command, view =>
            {
                Promise.Holds(view.OfficeId == office && holds(view), $"{officer} of {office} was answered {view}");
                if (view.Status is ApplicationStatus.DocumentsVerified) person.VerifiedBy = officer;
            });
    }

    private static async Task<int> Revision(HostileClient client, Person person)
    {
        var seen = await Ask(client, () => Application(client, person).Get());
        return (seen?.Revision ?? 0) - (client.Random.Chance(0.1) ? 1 : 0);
    }

    private static async Task<T?> Ask<T>(HostileClient client, Func<Task<T>> question)
    {
        var answer = default(T);
        return await client.Try(async () => answer = await question()) ? answer : default;
    }

    private static IAccountGrain Account(HostileClient client, Person person) => client.Grains.GetGrain<IAccountGrain>(person.Id);

    private static IApplicantGrain Applicant(HostileClient client, Person person) => client.Grains.GetGrain<IApplicantGrain>(person.Id);

    private static IApplicationGrain Application(HostileClient client, Person person) =>
        client.Grains.GetGrain<IApplicationGrain>(person.Application);
}
