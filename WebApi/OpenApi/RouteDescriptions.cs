using Microsoft.OpenApi;
using Siskop2mi.WebApi.Answers;
using Siskop2mi.WebApi.Requests;

namespace Siskop2mi.WebApi.OpenApi;

/// <summary>What a route says about itself in OpenAPI.</summary>
internal static class RouteDescriptions
{
    // What any route may answer, so that no route has to say so: bad headers, too much at once, our fault, overload.
    private static readonly int[] Always = [406, 429, 500, 503];

    /// <summary>Summary, the answer, and which problems to expect.</summary>
    public static RouteHandlerBuilder Describe<T>(
        this RouteHandlerBuilder route, int status, string summary, params ReadOnlySpan<int> problems) =>
        route.Produces<Envelope<T>>(status, "application/json").DescribeProblems(summary, problems);

    /// <summary>As above, for an answer without a body.</summary>
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder route, int status, string summary, params ReadOnlySpan<int> problems) =>
        route.Produces(status).DescribeProblems(summary, problems);

    /// <summary>As above, for an answer that is a file.</summary>
    public static RouteHandlerBuilder DescribeFile(this RouteHandlerBuilder route, string summary, params ReadOnlySpan<int> problems) =>
        route.Produces<Stream>(200, "application/pdf", "image/jpeg", "image/png").DescribeProblems(summary, problems).WithMetadata(
            new AnswersFile());

    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder route, bool isRequired) => route.Takes(
        "Idempotency-Key", ParameterLocation.Header, isRequired,
        "Makes it harmless to send the same request again. Visible ASCII, at most 255 characters; 16 or more where an id is made from it.");

    public static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder route) => route.Takes(
        "If-Match", ParameterLocation.Header, true, "The ETag of the version this change is based on.");

    public static RouteHandlerBuilder TakesPage(this RouteHandlerBuilder route) => route
        .Takes("cursor", ParameterLocation.Query, false, "nextCursor of the page before.")
        .Takes("limit", ParameterLocation.Query, false, "How many rows, 1 to 100; 20 when left out.");

    public static RouteHandlerBuilder Takes(
        this RouteHandlerBuilder route, string name, ParameterLocation place, bool isRequired, string description) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name,
                In = place,
                Required = isRequired,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    /// <summary>A multipart body whose file comes last.</summary>
    public static RouteHandlerBuilder TakesUpload(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description =
                "Fields first, the file last. Further fields of the type are sent as details.NAME; check is the id of the number check it "
                + "rests on; replaces is the id of the document it is a new version of. PDF, JPEG or PNG, at most 5 MB.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "type", "file" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["type"] = text,
                            ["number"] = text,
                            ["issuedOn"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
                            ["expiresOn"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
                            ["check"] = text,
                            ["replaces"] = text,
                            ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        },
                    },
                },
            },
        };
        return Task.CompletedTask;
    });

    /// <summary>A multipart body that is nothing but an image.</summary>
    public static RouteHandlerBuilder TakesPhoto(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "JPEG or PNG, at most 5 MB.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "file" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        },
                    },
                },
            },
        };
        return Task.CompletedTask;
    });

    private static RouteHandlerBuilder DescribeProblems(this RouteHandlerBuilder route, string summary, ReadOnlySpan<int> problems)
    {
        route.WithSummary(summary);
        foreach (var status in ((int[])[.. problems, .. Always]).Distinct())
            route.Produces<ProblemBody>(status, "application/problem+json");
        return route;
    }
}
