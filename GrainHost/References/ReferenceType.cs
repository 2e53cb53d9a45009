using System.Reflection;

namespace Siskop2mi.GrainHost.References;

/// <summary>The class made for references to one grain interface.</summary>
/// <param name="Methods">The interface's methods; a call names its method by its place here.</param>
/// <param name="Create">Makes a reference.</param>
internal sealed record ReferenceType(MethodInfo[] Methods, Func<Hosting.GrainHostRuntime, GrainAddress, GrainReference> Create);
