namespace Siskop2mi.WebApi;

/// <summary>Where the interface lives.</summary>
internal static class Routes
{
    public const string Root = "/api/v1";
}
