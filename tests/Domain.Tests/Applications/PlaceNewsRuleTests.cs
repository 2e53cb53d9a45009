namespace Siskop2mi.Domain.Tests.Applications;

public sealed class PlaceNewsRuleTests
{
    private static readonly DateTimeOffset Later = Examples.Now.AddHours(1);

    /// <summary>Where a news leads; what is not here changes nothing.</summary>
    private static readonly ImmutableDictionary<(ApplicationStatus, HoldingStatus), ApplicationStatus> Table =
        new Dictionary<(ApplicationStatus, HoldingStatus), ApplicationStatus>
        {
            [(ApplicationStatus.InDraw, HoldingStatus.Taken)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.InDraw, HoldingStatus.Waiting)] = ApplicationStatus.WaitingForPlace,
            [(ApplicationStatus.InDraw, HoldingStatus.Offered)] = ApplicationStatus.PlaceOnOffer,
            [(ApplicationStatus.InDraw, HoldingStatus.Lost)] = ApplicationStatus.NotDrawn,
            [(ApplicationStatus.WaitingForPlace, HoldingStatus.Taken)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.WaitingForPlace, HoldingStatus.Offered)] = ApplicationStatus.PlaceOnOffer,
            [(ApplicationStatus.WaitingForPlace, HoldingStatus.Lost)] = ApplicationStatus.Draft,
            [(ApplicationStatus.PlaceOnOffer, HoldingStatus.Taken)] = ApplicationStatus.Submitted,
            [(ApplicationStatus.PlaceOnOffer, HoldingStatus.Lost)] = ApplicationStatus.Draft,
        }.ToImmutableDictionary();

    public static TheoryData<ApplicationStatus, HoldingStatus> Pairs
    {
        get
        {
            var pairs = new TheoryData<ApplicationStatus, HoldingStatus>();
            foreach (var status in Enum.GetValues<ApplicationStatus>())
            {
                foreach (var kept in Enum.GetValues<HoldingStatus>()) pairs.Add(status, kept);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_application_follows_what_its_vacancy_keeps(ApplicationStatus status, HoldingStatus kept)
    {
        var news = ApplicationExamples.News(kept);
        foreach (var state in ApplicationExamples.Of(status))
        {
            var decision = PlaceNewsRule.Hear(state, news, Later);
            Assert.Null(decision.Refusal);
            if (!Table.TryGetValue((status, kept), out var next))
            {
                Decisions.Repeats(state, decision);
                continue;
            }

            Assert.Single(decision.Events);
            Assert.Equal((next, state.Revision + 1), (decision.State.Status, decision.State.Revision));
            Decisions.Repeats(decision.State, PlaceNewsRule.Hear(decision.State, news, Later));
        }
    }

    // The answer decides whether the vacancy keeps it: a "yes" of an application that has nothing would hold a place for nobody, a
    // "no" of one that has it would give the place away twice.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void It_says_that_it_holds_what_it_needs_and_nothing_else(ApplicationStatus status, HoldingStatus kept)
    {
        var news = ApplicationExamples.News(kept);
        foreach (var next in ApplicationExamples.Of(status).Select(state => PlaceNewsRule.Hear(state, news, Later).State))
        {
            var needs = next.Place is null ? HoldingStatus.Unspecified : next.Status switch
            {
                ApplicationStatus.WaitingForPlace => HoldingStatus.Waiting,
                ApplicationStatus.PlaceOnOffer => HoldingStatus.Offered,
                ApplicationStatus.InDraw => HoldingStatus.Entered,
                ApplicationStatus.Submitted => HoldingStatus.Taken,
                _ => throw new InvalidOperationException($"{next.Status} holds {next.Place}"),
            };
            Assert.Equal(kept is not HoldingStatus.Unspecified && kept == needs, PlaceNewsRule.IsHeld(next, news));
        }
    }

    // One application a person and batch: it may have moved on to another position since.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_news_of_another_vacancy_are_none_of_its_business(ApplicationStatus status, HoldingStatus kept)
    {
        var news = ApplicationExamples.News(kept) with { VacancyId = "ijepa-16-careworker" };
        foreach (var state in ApplicationExamples.Of(status))
        {
            Decisions.Repeats(state, PlaceNewsRule.Hear(state, news, Later));
            Assert.False(PlaceNewsRule.IsHeld(state, news));
        }
    }

    [Fact]
    public void With_its_place_it_is_an_application_like_any_other_from_then_on()
    {
        var next = Decisions.Accepts(
            PlaceNewsRule.Accept(ApplicationExamples.OnOffer, ApplicationExamples.Receipt(HoldingStatus.Taken), Later),
            new ApplicationSubmitted(Examples.Vacancy, Examples.Office, Later));
        Assert.Equal((ApplicationStatus.Submitted, Later, HoldingStatus.Taken, 1, Examples.Office), (
            next.Status, next.SubmittedAt, next.Place!.Status, next.Round, next.AssignedOfficeId));
    }

    [Fact]
    public void Only_what_is_on_offer_is_accepted() => Assert.All(
        Enum.GetValues<ApplicationStatus>().Except(
            [ApplicationStatus.PlaceOnOffer, ApplicationStatus.WaitingForPlace, ApplicationStatus.InDraw]).SelectMany(
            status => ApplicationExamples.Of(status)),
        state => Decisions.Refuses(
            state, PlaceNewsRule.Accept(state, ApplicationExamples.Receipt(HoldingStatus.Taken), Later), "place-not-offered"));

    [Fact]
    public void Events_say_what_happened()
    {
        DomainEvent Of(ApplicationState state, HoldingStatus kept) =>
            Assert.Single(PlaceNewsRule.Hear(state, ApplicationExamples.News(kept), Later).Events);

        Assert.Equal(new LineJoined(Examples.Vacancy, 5), Of(ApplicationExamples.InDraw, HoldingStatus.Waiting));
        Assert.Equal(new DrawMissed(Examples.Vacancy), Of(ApplicationExamples.InDraw, HoldingStatus.Lost));
        Assert.Equal(
            new OfferReceived(Examples.Vacancy, Examples.Now.AddHours(48)), Of(ApplicationExamples.Waiting, HoldingStatus.Offered));
        Assert.Equal(new OfferLapsed(Examples.Vacancy), Of(ApplicationExamples.OnOffer, HoldingStatus.Lost));
    }

    [Fact]
    public void Who_lets_an_offer_lapse_has_a_draft_that_keeps_what_was_filled_in_and_nothing_of_the_sending()
    {
        var (offered, draft) = (ApplicationExamples.OnOffer, ApplicationExamples.Lapsed);
        Assert.Equal((offered.Documents, offered.LastStep, offered.Reference), (draft.Documents, draft.LastStep, draft.Reference));
        Assert.Equal(0, draft.Round);
        Assert.Null(draft.Place);
        Assert.Null(draft.SubmittedAt);
        Assert.Null(draft.SubmissionKey);
        Assert.Null(draft.Sending);
        Assert.Null(draft.AssignedOfficeId); // the next sending goes to the office chosen by then
        Assert.Equal([ApplicationExamples.Submit.SubmissionKey], draft.UsedKeys.AsEnumerable());
    }
}
