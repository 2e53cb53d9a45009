using System.Globalization;
using System.Reflection;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Requests;

/// <summary>Which slice of a list is asked for: <c>cursor</c> from the previous page, <c>limit</c> of 1 to 100 rows.</summary>
/// <param name="After">The key after which to start; null for the start.</param>
/// <param name="Limit">How many rows at most.</param>
public sealed record PageRequest(string? After, int Limit)
{
    public const int MaxLimit = 100;
    public const int DefaultLimit = 20;

    /// <summary>Called by the framework.</summary>
    public static ValueTask<PageRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (cursor, limit) = (context.Request.Single("cursor"), context.Request.Single("limit"));
        string? after = null;
        if (cursor is not null && !PageCursor.TryDecode(cursor, out after)) throw QueryValues.Wrong("cursor");
        var rows = DefaultLimit;
        if (limit is not null && (
            !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out rows) || rows is < 1 or > MaxLimit))
            throw QueryValues.Wrong("limit");
        return ValueTask.FromResult<PageRequest?>(new PageRequest(after, rows));
    }
}

/// <summary>Reads query values.</summary>
internal static class QueryValues
{
    /// <summary>A value given at most once, or null. Twice is an error: nobody can tell which one was meant.</summary>
    public static string? Single(this HttpRequest request, string name)
    {
        var values = request.Query[name];
        return values.Count <= 1 ? values.ToString() is { Length: > 0 } value ? value : null : throw Wrong(name);
    }

    public static ProblemException Wrong(string name) =>
        new(Problem.OfFields(StatusCodes.Status400BadRequest, [new FieldError(name, "query-value")]));
}
