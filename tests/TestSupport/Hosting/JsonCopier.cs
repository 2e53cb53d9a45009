using System.Text.Json;
using Siskop2mi.Domain.Primitives;
using Siskop2mi.GrainHost.Hosting;

namespace Siskop2mi.TestSupport.Hosting;

/// <summary>Copies what travels with calls through JSON, as between two machines: what does not survive that is found here.</summary>
public sealed class JsonCopier : ICallCopier
{
    /// <inheritdoc />
    public T Copy<T>(T value)
    {
        if (value is null || typeof(T).IsPrimitive || typeof(T).IsEnum || typeof(T) == typeof(string)) return value;
        if (value is IAddressable) return value;
        return JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, DomainJson.Options), DomainJson.Options)!;
    }
}
