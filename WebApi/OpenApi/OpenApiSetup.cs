using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Siskop2mi.WebApi.Security;

namespace Siskop2mi.WebApi.OpenApi;

/// <summary>The description of the interface, at <c>/openapi/v1.json</c>. A copy is checked in; a test holds the two together.</summary>
internal static class OpenApiSetup
{
    private const string CookieName = "__Host-siskop2mi";

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer(DescribeWhole);
        options.AddOperationTransformer(DescribeAccess);
        options.AddSchemaTransformer(EnumWords.Describe);
    });

    private static Task DescribeWhole(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Siskop2mi",
            Version = "v1",
            Description = "Registration, documents and applications of Indonesian migrant workers. Answers are {data, meta, links}; "
                + "errors are application/problem+json (RFC 9457): decide by code, show title and detail (Accept-Language id or en).",
        };
        // The address depends on where it runs; the description does not.
        document.Servers = [new OpenApiServer { Url = "/" }];
        (document.Components ??= new OpenApiComponents()).SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["bearer"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "Access token of POST /sessions with mode bearer.",
            },
            ["cookie"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = CookieName,
                Description = "Cookie of POST /sessions with mode cookie. Requests that change something must come from our own pages.",
            },
        };
        return Task.CompletedTask;
    }

    private static Task DescribeAccess(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var access = context.Description.ActionDescriptor.EndpointMetadata.OfType<RouteAccess>().Last();
        (operation.Extensions ??= new Dictionary<string, IOpenApiExtension>())["x-roles"] =
            new JsonNodeExtension(new JsonArray([.. access.Words.Select(word => JsonValue.Create(word))]));
        if (access.Roles.IsEmpty) return Task.CompletedTask;

        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("cookie", context.Document)] = [] },
        ];
        foreach (var (status, words) in new[] { ("401", "Unauthorized"), ("403", "Forbidden") })
            (operation.Responses ??= [])[status] = new OpenApiResponse { Description = words };
        return Task.CompletedTask;
    }
}
