using Siskop2mi.Domain.Documents;

namespace Siskop2mi.Grains.Tests.Domain;

/// <summary>A register that nobody is to ask.</summary>
internal sealed class SilentRegister : IStrRegister
{
    public Task<StrAnswer> Ask(DocumentNumber number, string fullName, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing in this run has a number to check.");
}
