using Microsoft.Extensions.Logging;
using Siskop2mi.Domain.Applicants;
using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Silo.Outside;

/// <summary>The civil registry over HTTP.</summary>
public sealed class HttpCivilRegistry(CivilRegistryOptions options, TimeProvider time, ILogger<HttpCivilRegistry> log)
    : ICivilRegistry, IDisposable
{
    private readonly OutsideSystem registry = new("civil registry", options, time, log);

    public Task<RegistryAnswer> Ask(
        NationalId nationalId, string fullName, MotherName motherName, CancellationToken cancellationToken) =>
        registry.Ask(
            "civil-registry/identity-checks",
            new { nationalId = nationalId.Reveal(), fullName, motherName = motherName.Reveal() },
            Read, RegistryAnswer.NoAnswer, cancellationToken);

    public void Dispose() => registry.Dispose();

    private static RegistryAnswer? Read(OutsideReply reply) => reply.Result() switch
    {
        "match" => RegistryAnswer.Match,
        "mismatch" => RegistryAnswer.Mismatch,
        "not-found" => RegistryAnswer.NotFound,
        _ => null,
    };
}
