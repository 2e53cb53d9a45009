using Microsoft.OpenApi;
using Siskop2mi.Domain.Vacancies;
using Siskop2mi.Storage.Queries;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.OpenApi;
using Siskop2mi.WebApi.Requests;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.Vacancies;

/// <summary>What is offered. Public, so that anybody can check whether an offer is real (SISKOP2MI guide L1-L2).</summary>
internal static class VacanciesApi
{
    private const string Freshness =
        "From a snapshot that is at most a second old: what was announced or changed within the last second may not show yet. "
        + "Age says how old it is in seconds; it is more only while the database does not answer. isOpen is right to the second. "
        + "Sends ETag and takes If-None-Match (304); packed with br or gzip for who accepts it.";

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Vacancies").Get<VacancySnapshotOptions>() ?? new VacancySnapshotOptions());
        services.AddSingleton<ReadVacancies>(provider => provider.GetRequiredService<VacancyQueries>().ListAll);
        services.AddSingleton<VacancySnapshots>();
    }

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/vacancies").WithTags("Vacancies").AllowEverybody();
        group.MapGet("", List).WithDescription(Freshness)
            .Describe<IReadOnlyList<VacancyBody>>(200, "Vacancies, by id", 400)
            .Takes("country", ParameterLocation.Query, false, "ISO 3166-1 alpha-2, such as JP.").TakesPage();
        group.MapGet("/{id}", Get).WithDescription(Freshness)
            .Describe<VacancyBody>(200, "One vacancy", 404);
    }

    private static async Task<IResult> List(
        PageRequest page, HttpRequest request, VacancySnapshots snapshots, TimeProvider time, CancellationToken cancellationToken)
    {
        var country = request.Single("country");
        if (country is not null && country is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']) throw QueryValues.Wrong("country");
        var shown = await snapshots.Get(cancellationToken);
        return Show(shown, shown.Edition.Page(country, page.After, page.Limit), time);
    }

    private static async Task<IResult> Get(
        string id, VacancySnapshots snapshots, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Ids.IsName(id)) return Answer.Refused(VacancyRefusals.NotFound);
        var shown = await snapshots.Get(cancellationToken);
        return shown.Edition.Find(id) is { } body ? Show(shown, body, time) : Answer.Refused(VacancyRefusals.NotFound);
    }

    // A copy is good for a second, but not across the instant at which a vacancy opens or closes.
    private static PackedAnswer Show(ShownVacancies shown, PackedBody body, TimeProvider time) => new(
        body, shown.Edition.GoodUntil - time.GetUtcNow() > TimeSpan.FromSeconds(1) ? "public, max-age=1" : "no-cache", shown.Age);
}
