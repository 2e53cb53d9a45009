namespace Siskop2mi.Domain.Tests.Applications;

public sealed class SubmissionRuleTests
{
    private static readonly SubmissionFacts NothingHolds = new()
    {
        VacancyIsOpen = false,
        MissingFromProfile = [new RefusalReason("parents-missing", "profile/parents"), new RefusalReason(
            "emergency-contact-missing", "profile/emergencyContacts")],
        RequiredTypes = ["family-permission", "diploma", "passport"],
        UnusableDocuments = [new RefusalReason("document-not-usable", "documents/diploma")],
        Reference = "JP16-2222-2222",
    };

    private static ApplicationState Empty =>
        ApplicationExamples.Draft with { Documents = ApplicationExamples.Picked.Remove("family-permission") };

    // The order is a promise to the applicant: whoever mends from the top never mends in vain.
    [Fact]
    public void What_is_wrong_is_heard_in_this_order()
    {
        var sent = ApplicationExamples.Submitted;
        Decisions.Refuses(new ApplicationState(), Send(new ApplicationState(), NothingHolds), "application-not-found");
        Decisions.Repeats(sent, Send(sent, NothingHolds));
        Decisions.Refuses(
            sent, SubmissionRule.Decide(sent, ApplicationExamples.Submit with { SubmissionKey = "key-2" }, NothingHolds),
                "application-not-a-draft");
        Decisions.Refuses(Empty, Send(Empty, NothingHolds), "registration-closed");
        var refusal = Decisions.Refuses(Empty, Send(Empty, NothingHolds with { VacancyIsOpen = true }), "workflow-order");
        Assert.Equal(
            [
                "parents-missing profile/parents",
                "emergency-contact-missing profile/emergencyContacts",
                "document-missing documents/family-permission",
                "document-missing documents/passport",
                "document-not-usable documents/diploma",
                "last-step-missing lastStep",
            ],
            refusal.Reasons.Select(reason => $"{reason.Code} {reason.Pointer}"));
    }

    [Fact]
    public void A_complete_application_is_sent()
    {
        var ready = ApplicationExamples.Ready;
        var received = Examples.Now.AddMinutes(-1);
        var next = Decisions.Accepts(
            SubmissionRule.Decide(ready, new SubmitApplication("key-1", received), ApplicationExamples.Complete),
            new ApplicationSubmitted(Examples.Vacancy, Examples.Office, received));
        Assert.Equal((ApplicationStatus.Submitted, "key-1", received, ready.Revision + 1), (
            next.Status, next.SubmissionKey, next.SubmittedAt, next.Revision));
        Assert.Equal((ready.Documents, ready.LastStep, ready.VacancyId), (next.Documents, next.LastStep, next.VacancyId));
    }

    public static TheoryData<string> LaterStates => ["submitted", "claimed", "verified"];

    [Theory]
    [MemberData(nameof(LaterStates))]
    public void The_same_key_gets_the_same_receipt_whatever_came_later(string later)
    {
        var state = later switch
        {
            "submitted" => ApplicationExamples.Submitted,
            "claimed" => ApplicationExamples.Claimed,
            _ => ApplicationExamples.Verified,
        };
        var repeat = SubmissionRule.Decide(state, ApplicationExamples.Submit with { ReceivedAt = Examples.Now.AddYears(1) }, NothingHolds);
        Decisions.Repeats(state, repeat);
        Assert.Equal(ApplicationExamples.Submitted.SubmittedAt, repeat.State.SubmittedAt);
        Decisions.Refuses(
            state, SubmissionRule.Decide(state, ApplicationExamples.Submit with { SubmissionKey = "key-2" }, ApplicationExamples.Complete),
                "application-not-a-draft");
    }

    [Fact]
    public void A_refused_key_may_be_used_again_when_all_is_mended()
    {
        var refused = Send(ApplicationExamples.Draft, ApplicationExamples.Complete);
        Assert.NotNull(refused.Refusal);
        Assert.Null(Send(ApplicationExamples.Ready, ApplicationExamples.Complete).Refusal);
    }

    [Fact]
    public void An_optional_document_is_never_missed_but_one_picked_must_be_usable()
    {
        var more = ApplicationExamples.Ready with { Documents = ApplicationExamples.Picked.Add("str", "document-3") };
        Assert.Null(Send(more, ApplicationExamples.Complete).Refusal);
        var expired = new RefusalReason("document-expired", "documents/str");
        Assert.Equal(
            [expired],
            Send(more, ApplicationExamples.Complete with { UnusableDocuments = [expired] }).Refusal!.Reasons.AsEnumerable());
    }

    [Fact]
    public void Who_does_not_meet_the_demands_hears_each_of_them_once_all_is_there()
    {
        var young = new EligibilityTick("age-at-cutoff", "profile/birthDate") { IsFinal = true }.With("cutoff", "2023-06-16");
        var facts = ApplicationExamples.Complete with { Unmet = [young] };
        Decisions.Refuses(ApplicationExamples.Draft, Send(ApplicationExamples.Draft, facts), "workflow-order");
        var refusal = Decisions.Refuses(ApplicationExamples.Ready, Send(ApplicationExamples.Ready, facts), "not-eligible");
        Assert.Equal([new RefusalReason("age-at-cutoff", "profile/birthDate")], refusal.Reasons.AsEnumerable());
        Assert.Equal("2023-06-16", refusal.Facts["cutoff"]);
    }

    // Nobody mends a dossier for a vacancy that has nothing left.
    [Fact]
    public void Full_is_heard_after_closed_and_before_everything_to_mend()
    {
        var full = NothingHolds with { VacancyIsFull = true, KeepsPlaces = true };
        Decisions.Refuses(Empty, Send(Empty, full), "registration-closed");
        Decisions.Refuses(Empty, Send(Empty, full with { VacancyIsOpen = true }), "quota-exhausted");
        var barred = full with { VacancyIsOpen = true, Start = new StartFacts("", true) { BarredUntil = Examples.Today.AddDays(1) } };
        Decisions.Refuses(Empty, Send(Empty, barred), "quota-exhausted");
        Decisions.Refuses(Empty, Send(Empty, barred with { VacancyIsFull = false }), "barred");
    }

    public static TheoryData<ApplicationStatus> Statuses => [.. Enum.GetValues<ApplicationStatus>()];

    // What the application and its vacancy settle alone is what would be heard with all the rest asked for.
    [Theory]
    [MemberData(nameof(Statuses))]
    public void The_door_says_what_the_whole_rule_says(ApplicationStatus status)
    {
        foreach (var (state, key, isOpen, isFull) in
            from state in ApplicationExamples.Of(status)
            from key in new[] { "key-1", "key-2" }
            from isOpen in new[] { false, true }
            from isFull in new[] { false, true }
            select (state, key, isOpen, isFull))
        {
            var command = ApplicationExamples.Submit with { SubmissionKey = key };
            var whole = SubmissionRule.Decide(
                state, command, ApplicationExamples.Complete with { VacancyIsOpen = isOpen, VacancyIsFull = isFull });
            var door = SubmissionRule.AtTheDoor(state, command, isOpen, isFull);
            if (door is not null) Assert.Equal((whole.Refusal?.Code, whole.Events.Length), (door.Refusal?.Code, door.Events.Length));
            else Assert.True(whole.Refusal is null or { Code: "workflow-order" or "not-eligible" or "barred" });
        }
    }

    [Fact]
    public void What_came_back_has_its_place_however_full_it_is_since()
    {
        var mended = ApplicationExamples.Mended with { Place = ApplicationExamples.Receipt(HoldingStatus.Taken) };
        var again = SubmissionRule.Decide(
            mended, new SubmitApplication("key-2", Examples.Now), ApplicationExamples.Complete with { VacancyIsFull = true });
        Assert.Null(again.Refusal);
        Assert.Equal((ApplicationStatus.Submitted, mended.Place), (again.State.Status, again.State.Place));
        Assert.IsType<ApplicationResubmitted>(Assert.Single(again.Events));
    }

    public static TheoryData<HoldingStatus, ApplicationStatus> WaysIn => new()
    {
        { HoldingStatus.Taken, ApplicationStatus.Submitted },
        { HoldingStatus.Waiting, ApplicationStatus.WaitingForPlace },
        { HoldingStatus.Entered, ApplicationStatus.InDraw },
    };

    [Theory]
    [MemberData(nameof(WaysIn))]
    public void Where_places_are_kept_it_goes_where_its_place_is(HoldingStatus kept, ApplicationStatus status)
    {
        var place = ApplicationExamples.Receipt(kept);
        var ready = ApplicationExamples.Ready;
        DomainEvent happened = kept switch
        {
            HoldingStatus.Waiting => new LineJoined(Examples.Vacancy, place.Number),
            HoldingStatus.Entered => new DrawJoined(Examples.Vacancy, Examples.Now),
            _ => new ApplicationSubmitted(Examples.Vacancy, Examples.Office, Examples.Now),
        };
        var next = Decisions.Accepts(Send(ready, ApplicationExamples.Complete with { KeepsPlaces = true, Place = place }), happened);
        Assert.Equal((status, place, 1, ready.Revision + 1), (next.Status, next.Place, next.Round, next.Revision));
        Assert.Equal("JP16-2222-2222", next.Reference);
        Decisions.Refuses(
            next, SubmissionRule.Decide(next, new SubmitApplication("key-2", Examples.Now), ApplicationExamples.Complete),
            "application-not-a-draft");
    }

    // A client that sends again after a lost answer hears what it would have heard the first time.
    [Theory]
    [MemberData(nameof(WaysIn))]
    public void The_receipt_stays_whatever_became_of_the_place(HoldingStatus kept, ApplicationStatus status)
    {
        var sent = ApplicationExamples.Sent(kept);
        var receipt = ApplicationReceipt.Of(ApplicationExamples.Id, sent);
        Assert.Equal(
            new ApplicationReceipt(ApplicationExamples.Id, "JP16-2222-2222", 1, Examples.Now)
            {
                Status = status,
                Place = ApplicationExamples.Receipt(kept),
            },
            receipt);
        var later = kept switch
        {
            HoldingStatus.Taken => ApplicationExamples.Withdraw(sent),
            HoldingStatus.Waiting => ApplicationExamples.Hear(ApplicationExamples.Hear(sent, HoldingStatus.Offered), HoldingStatus.Taken),
            _ => PlaceNewsRule.Hear(sent, ApplicationExamples.News(HoldingStatus.Taken), Examples.Now.AddDays(1)).State,
        };
        Decisions.Repeats(later, Send(later, ApplicationExamples.Complete));
        Assert.Equal(receipt, ApplicationReceipt.Of(ApplicationExamples.Id, later));
    }

    // The double of a sending whose offer lapsed must not send what was begun anew.
    [Fact]
    public void After_a_lapse_it_is_sent_again_with_another_key()
    {
        var lapsed = ApplicationExamples.Lapsed;
        var facts = ApplicationExamples.Complete with { KeepsPlaces = true, Place = ApplicationExamples.Receipt(HoldingStatus.Waiting) };
        Decisions.Refuses(lapsed, Send(lapsed, facts), "idempotency-key-reused");
        var next = SubmissionRule.Decide(lapsed, new SubmitApplication("key-2", Examples.Now), facts).State;
        Assert.Equal((ApplicationStatus.WaitingForPlace, 1, lapsed.Reference), (next.Status, next.Round, next.Reference));
        Assert.Equal(["key-1"], next.UsedKeys.AsEnumerable());
    }

    private static Decision<ApplicationState> Send(ApplicationState state, SubmissionFacts facts) =>
        SubmissionRule.Decide(state, ApplicationExamples.Submit, facts);
}
