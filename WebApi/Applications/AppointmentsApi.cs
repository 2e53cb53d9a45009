using System.Collections.Immutable;
using System.Globalization;
using Microsoft.OpenApi;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Applications;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainInterfaces.Applicants;
using Siskop2mi.GrainInterfaces.Applications;
using Siskop2mi.GrainInterfaces.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Applications;

/// <summary>When applicants come to the office they chose (verification notice); the applicant's side and the office's.</summary>
internal static class AppointmentsApi
{
    private const int MostDaysTried = 20;

    public static void Map(RouteGroupBuilder api)
    {
        var own = api.MapGroup("/applications/{id}").WithTags("Applications").AllowRoles(AccountRole.Applicant);
        own.MapGet("/appointment-slots", Slots)
            .Describe<SlotsBody>(200, "What can be booked at the chosen office", 400, 404, 409).TakesDate(isRequired: false);
        own.MapPut("/appointment", Book).Repeatable()
            .Describe<ApplicationBody>(200, "Take a slot, or move to it; the same again changes nothing", 400, 404, 409, 422);
        own.MapDelete("/appointment", Cancel).Repeatable()
            .Describe<ApplicationBody>(200, "Give the slot up", 404, 409);
        api.MapGet("/verification/appointments", OfDay).WithTags("Verification").AllowRoles(AccountRole.RegionalVerifier)
            .Describe<IReadOnlyList<AppointmentLine>>(200, "Who comes to my office on a day, in the order of the day", 400)
            .TakesDate(isRequired: true).TakesPage();
    }

    private static async Task<IResult> Slots(
        string id, CurrentUser user, HttpRequest request, IGrainFactory grains, WorkingDays workingDays, TimeProvider time)
    {
        var asked = DateOf(request);
        if (!user.OwnsApplication(id) || await grains.GetGrain<IApplicationGrain>(id).Get() is not { } application)
            return Answer.Refused(ApplicationRefusals.NotFound);
        if (!AppointmentRule.IsPossibleIn(application.Status)) return Answer.Refused(AppointmentRefusals.NotPossible);
        var notice = await grains.GetGrain<IVacancyGrain>(application.VacancyId).GetNotice();
        var (office, now) = (application.OfficeId!, time.GetUtcNow());
        var days = new OfferedDays(notice?.Verification, workingDays).From(IndonesianTime.JakartaDate(now));
        var (date, slots) = asked is { } day
            ? (asked, days.Contains(day) ? await SlotsOf(office, day, grains) : []) : await FirstFree(office, days, grains);
        return Answer.Ok(new SlotsBody(
            office, days, date, [.. slots.Select(slot => new SlotBody(AppointmentBody.Words(slot.Time), slot.Free))]));
    }

    // Today may be over, and the next days full: who names no day is shown one on which something can be had.
    private static async Task<(DateOnly? Date, ImmutableArray<OfficeDaySlot> Slots)> FirstFree(
        string office, ImmutableArray<DateOnly> days, IGrainFactory grains)
    {
        foreach (var day in days.Take(MostDaysTried))
        {
            var slots = await SlotsOf(office, day, grains);
            if (slots.Any(slot => slot.Free > 0)) return (day, slots);
        }

        return days.IsEmpty ? (null, []) : (days[0], await SlotsOf(office, days[0], grains));
    }

    private static Task<ImmutableArray<OfficeDaySlot>> SlotsOf(string office, DateOnly day, IGrainFactory grains) =>
        grains.GetGrain<IOfficeDayGrain>(OfficeDayKey.Of(office, day)).GetSlots();

    private static async Task<IResult> Book(string id, CurrentUser user, Body<NewAppointment> body, IGrainFactory grains, Reader reader)
    {
        if (!user.OwnsApplication(id)) return Answer.Refused(ApplicationRefusals.NotFound);
        return Show(await grains.GetGrain<IApplicationGrain>(id).BookAppointment(body.Value.ToCommand()), reader);
    }

    private static async Task<IResult> Cancel(string id, CurrentUser user, IGrainFactory grains, Reader reader) =>
        user.OwnsApplication(id)
            ? Show(await grains.GetGrain<IApplicationGrain>(id).CancelAppointment(), reader)
            : Answer.Refused(ApplicationRefusals.NotFound);

    private static async Task<IResult> OfDay(
        CurrentUser user, PageRequest page, HttpRequest request, AppointmentQueries appointments, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (page.After?.Contains('|', StringComparison.Ordinal) is false) throw QueryValues.Wrong("cursor");
        var date = DateOf(request) ?? throw QueryValues.Wrong("date");
        var rows = await appointments.OfDay(user.OfficeId, date, page.After, page.Limit, cancellationToken);
        return Answer.Page(await Task.WhenAll(rows.Rows.Select(row => LineOf(row, grains))), rows.Next);
    }

    private static async Task<AppointmentLine> LineOf(AppointmentRow row, IGrainFactory grains)
    {
        var account = await grains.GetGrain<IAccountGrain>(ApplicationKey.ApplicantOf(row.ApplicationId)).GetCard();
        var time = TimeOnly.Parse(row.Time, CultureInfo.InvariantCulture);
        return new AppointmentLine(AppointmentBody.Words(time), row.ApplicationId, row.VacancyId, account.FullName, row.Status);
    }

    private static DateOnly? DateOf(HttpRequest request) => request.Single("date") is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw QueryValues.Wrong("date");

    private static RouteHandlerBuilder TakesDate(this RouteHandlerBuilder route, bool isRequired) => route.Takes(
        "date", ParameterLocation.Query, isRequired, "Day in Western Indonesian Time, such as 2026-03-02.");

    private static IResult Show(Outcome<ApplicationView> outcome, Reader reader) =>
        outcome.ToHttp(view => Answer.Ok(ApplicationBody.Of(view, reader), Answer.TagOf(view.Revision)));
}
