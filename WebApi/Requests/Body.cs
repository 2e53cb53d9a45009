using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Siskop2mi.WebApi.Requests;

/// <summary>
/// A JSON body, read more strictly than the framework's own binding would, and refused with a code that says what is wrong.
/// </summary>
/// <typeparam name="T">A record with nullable members: what is missing is reported by name, all at once.</typeparam>
public sealed class Body<T> : IEndpointParameterMetadataProvider where T : class
{
    private Body(T value) => Value = value;

    /// <summary>What was sent.</summary>
    public T Value { get; }

    /// <summary>Called by the framework.</summary>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await JsonBody.ReadAsync<T>(context));

    /// <summary>Called by the framework: tells routing and OpenAPI what is accepted.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
