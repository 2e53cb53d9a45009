using Orleans.Runtime;
using Siskop2mi.GrainHost.Calls;
using Siskop2mi.GrainHost.Hosting;
using Siskop2mi.GrainHost.Kinds;

namespace Siskop2mi.GrainHost.References;

/// <summary>Where a grain is: its kind's place in the host, and its key.</summary>
internal sealed record GrainAddress(KindSlot Slot, string Key)
{
    public GrainId Id => GrainId.Create(Slot.Kind.Name, Key);

    public string Name => Id.ToString();

    public override string ToString() => Name;
}

/// <summary>Base of the classes made at run time that implement grain interfaces by sending calls.</summary>
internal abstract class GrainReference(GrainHostRuntime host, GrainAddress address)
    : IAddressable, IGrainReferenceIdentity, IEquatable<GrainReference>
{
    public GrainId GrainId => address.Id;

    public Task<T> SendFor<T>(AnsweringCall<T> call, int method, CancellationToken token)
    {
        host.Send(call, address, address.Slot.Kind.Methods[method], token);
        return call.Answered;
    }

    public Task Send(PlainCall call, int method, CancellationToken token)
    {
        host.Send(call, address, address.Slot.Kind.Methods[method], token);
        return call.Answered;
    }

    public bool Equals(GrainReference? other) => other is not null && other.GrainId == GrainId;

    public sealed override bool Equals(object? obj) => Equals(obj as GrainReference);

    public sealed override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"reference to {GrainId}";
}
