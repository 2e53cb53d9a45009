using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Siskop2mi.House.Tests.Dependencies;

/// <summary>What a built assembly says that it uses, read from its metadata: the compiler's own record, aliases resolved.</summary>
/// <param name="Name">Its name.</param>
/// <param name="References">Names of the assemblies it uses.</param>
/// <param name="Members">Members of types of other assemblies it uses, as <c>Namespace.Type.Member</c>.</param>
public sealed record ProductAssembly(string Name, IReadOnlySet<string> References, IReadOnlySet<string> Members)
{
    /// <summary>Reads a loaded assembly.</summary>
    public static ProductAssembly Read(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return new ProductAssembly(
            assembly.GetName().Name!,
            metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToHashSet(),
            metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => $"{FullName(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}")
                .ToHashSet());
    }

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
