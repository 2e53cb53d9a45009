using Siskop2mi.WebApi.Tests.BadInput.Rows;

namespace Siskop2mi.WebApi.Tests.BadInput;

/// <summary>The whole list, in the order of its numbers.</summary>
internal static class BadInputList
{
    public static IReadOnlyList<BadInputRow> All { get; } =
    [
        .. new IEnumerable<BadInputRow>[]
        {
            ShapeRows.All, ServerRows.All, AddressRows.All, NationalIdRows.All, DayRows.All, NameRows.All, ContactRows.All,
            PasswordRows.All,
            SessionRows.All, RepeatRows.All, WorkflowRows.All, FileRows.All, TextRows.All, LoadRows.All,
        }.SelectMany(rows => rows).OrderBy(row => row.Number),
    ];
}
