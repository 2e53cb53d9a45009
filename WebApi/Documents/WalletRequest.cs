using System.Reflection;
using Microsoft.OpenApi;
using Siskop2mi.Domain.Documents;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.Documents;

/// <summary>
/// What of a wallet is asked for: <c>type</c>, <c>status</c>, and <c>all=true</c> for versions that were superseded as well.
/// </summary>
internal sealed record WalletRequest(WalletFilter Filter)
{
    private static readonly string[] Statuses = [.. new[]
    {
        DocumentStatus.Uploaded, DocumentStatus.CheckPending, DocumentStatus.NumberRejected, DocumentStatus.Superseded,
    }.Select(Words.Of)];

    /// <summary>Called by the framework.</summary>
    public static ValueTask<WalletRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (type, status, all) = (context.Request.Single("type"), context.Request.Single("status"), context.Request.Single("all"));
        if (type is not null && !Ids.IsName(type)) throw QueryValues.Wrong("type");
        if (status is not null && !Statuses.Contains(status)) throw QueryValues.Wrong("status");
        if (all is not (null or "true" or "false")) throw QueryValues.Wrong("all");
        var hidden = status is null && all is not "true" ? WalletFilter.Current.OtherThan : null;
        return ValueTask.FromResult<WalletRequest?>(new WalletRequest(new WalletFilter(type, status, hidden)));
    }
}

/// <summary>Says so in OpenAPI.</summary>
internal static class WalletDescriptions
{
    public static RouteHandlerBuilder TakesWalletFilter(this RouteHandlerBuilder route) => route
        .Takes("type", ParameterLocation.Query, false, "Code of a document type.")
        .Takes("status", ParameterLocation.Query, false, "uploaded, check-pending, number-rejected or superseded.")
        .Takes("all", ParameterLocation.Query, false, "true: versions that were superseded as well.");
}
