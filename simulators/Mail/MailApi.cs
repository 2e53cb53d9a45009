namespace Siskop2mi.Simulators.Mail;

/// <summary>Shows what the mail sink took in.</summary>
public static class MailApi
{
    private const int LongestWaitSeconds = 60;

    /// <summary>Adds the routes.</summary>
    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail", async (MailStore store, string? to, int? waitSeconds, CancellationToken cancellation) => waitSeconds is > 0
            ? await store.ListOnceThereIsOne(to, TimeSpan.FromSeconds(Math.Min(waitSeconds.Value, LongestWaitSeconds)), cancellation)
            : store.List(to));
        routes.MapGet("/mail/{id}", (MailStore store, string id) =>
            store.List(null).FirstOrDefault(mail => mail.Id == id) is { } mail ? Results.Ok(mail) : Results.NotFound());
        routes.MapDelete("/mail", (MailStore store) =>
        {
            store.Clear();
            return Results.NoContent();
        });
    }
}
