using System.Collections.Immutable;
using System.Globalization;
using Siskop2mi.Domain.Applications;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Applications;

/// <summary>The slot an applicant wants.</summary>
/// <param name="Date">Day in Western Indonesian Time, such as <c>2026-03-02</c>.</param>
/// <param name="Time">Start of the slot, WIB, such as <c>09:30</c>.</param>
public sealed record NewAppointment(DateOnly? Date, string? Time)
{
    internal BookAppointment ToCommand()
    {
        var fields = new FieldReader();
        var date = fields.Required(Date, "/date");
        var text = fields.Required(Time, "/time");
        var isTime = TimeOnly.TryParseExact(text, AppointmentBody.TimeForm,
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        fields.Require(text is null || isTime, "/time", "time-format");
        fields.Check();
        return new BookAppointment(date, time);
    }
}

/// <summary>The appointment an application holds.</summary>
/// <param name="OfficeId">The office that was chosen.</param>
/// <param name="Date">Day in Western Indonesian Time.</param>
/// <param name="Time">Start of the slot, WIB, such as <c>09:30</c>.</param>
public sealed record AppointmentBody(string OfficeId, DateOnly Date, string Time)
{
    internal const string TimeForm = "HH:mm";

    internal static AppointmentBody? Of(Appointment? held) =>
        held is null ? null : new AppointmentBody(held.OfficeId, held.Date, Words(held.Time));

    internal static string Words(TimeOnly time) => time.ToString(TimeForm, CultureInfo.InvariantCulture);
}

/// <summary>What can be booked.</summary>
/// <param name="OfficeId">The chosen office.</param>
/// <param name="Days">All days that can be chosen, from today on.</param>
/// <param name="Date">The day the slots are of: the one asked for, or the first with a free slot; absent when there is none.</param>
/// <param name="Slots">The slots of that day that still lie ahead.</param>
public sealed record SlotsBody(string OfficeId, ImmutableArray<DateOnly> Days, DateOnly? Date, ImmutableArray<SlotBody> Slots);

/// <summary>A slot.</summary>
/// <param name="Time">Start, WIB, such as <c>09:30</c>.</param>
/// <param name="Free">How many places are left.</param>
public sealed record SlotBody(string Time, int Free);

/// <summary>One line of an office's day.</summary>
/// <param name="Time">Start of the slot, WIB.</param>
/// <param name="ApplicationId">The dossier.</param>
/// <param name="VacancyId">The position applied for.</param>
/// <param name="FullName">Who comes.</param>
/// <param name="Status">Where the application stands, as a word.</param>
public sealed record AppointmentLine(string Time, string ApplicationId, string VacancyId, string? FullName, string Status)
{
    public override string ToString() => nameof(AppointmentLine);
}
