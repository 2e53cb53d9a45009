using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.WebApi.OpenApi;

/// <summary>Writes the choices of a request field as the words clients send; "unspecified" is none of them.</summary>
internal static class EnumWords
{
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (!type.IsEnum) return Task.CompletedTask;
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. Enum.GetNames(type).Skip(1).Select(name => (JsonNode)JsonValue.Create(KebabCase.From(name)))];
        return Task.CompletedTask;
    }
}
