using Siskop2mi.Domain.Primitives;

namespace Siskop2mi.Storage.Tests.Secrets;

public sealed record Patron : Entity
{
    public string Name { get; init; } = "";

    public Secret? First { get; init; }

    public OtherSecret? Second { get; init; }

    public IReadOnlyList<Secret> More { get; init; } = [];
}

public sealed record Secret(string Text) : ISensitiveValue<Secret>
{
    public static string Purpose => "test-secret";

    public static Secret Restore(string plain) => new(plain);

    public string Reveal() => Text;

    public override string ToString() => "***";
}

public sealed record OtherSecret(string Text) : ISensitiveValue<OtherSecret>
{
    public static string Purpose => "other-secret";

    public static OtherSecret Restore(string plain) => new(plain);

    public string Reveal() => Text;

    public override string ToString() => "***";
}
