using Microsoft.Extensions.Logging;
using Siskop2mi.Domain.Documents;

namespace Siskop2mi.Silo.Outside;

/// <summary>The register of health workers over HTTP.</summary>
public sealed class HttpStrRegister(StrRegisterOptions options, TimeProvider time, ILogger<HttpStrRegister> log)
    : IStrRegister, IDisposable
{
    private readonly OutsideSystem register = new("STR register", options, time, log);

    public Task<StrAnswer> Ask(DocumentNumber number, string fullName, CancellationToken cancellationToken) => register.Ask(
        "str-register/number-checks", new { number = number.Reveal(), fullName }, Read, StrAnswer.NoAnswer, cancellationToken);

    public void Dispose() => register.Dispose();

    private static StrAnswer? Read(OutsideReply reply) => reply.Result() switch
    {
        "valid" => StrAnswer.Valid,
        "not-found" => StrAnswer.NotFound,
        "expired" => StrAnswer.Expired,
        "name-mismatch" => StrAnswer.NameMismatch,
        _ => null,
    };
}
