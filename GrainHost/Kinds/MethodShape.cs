using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace Siskop2mi.GrainHost.Kinds;

/// <summary>What the host needs to know of one method of a grain, worked out once.</summary>
internal sealed class MethodShape
{
    public MethodShape(string kind, string name, MethodInfo? method)
    {
        Name = name;
        FullName = $"{kind}.{name}";
        ReadOnly = method?.IsDefined(typeof(ReadOnlyAttribute)) ?? false;
        AlwaysInterleave = method?.IsDefined(typeof(AlwaysInterleaveAttribute)) ?? false;
        Timeout = method?.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        TakesToken = method?.GetParameters() is [.., { } last] && last.ParameterType == typeof(CancellationToken);
        KindTag = new("grain.kind", kind);
        MethodTag = new("grain.method", name);
    }

    public string Name { get; }

    public string FullName { get; }

    public bool ReadOnly { get; }

    public bool AlwaysInterleave { get; }

    public TimeSpan? Timeout { get; }

    public bool TakesToken { get; }

    public KeyValuePair<string, object?> KindTag { get; }

    public KeyValuePair<string, object?> MethodTag { get; }
}
