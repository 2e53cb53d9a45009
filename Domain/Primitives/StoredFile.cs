namespace Siskop2mi.Domain.Primitives;

/// <summary>A file in the blob store. The store holds it before whoever owns it says so.</summary>
public sealed record StoredFile
{
    public required string BlobId { get; init; }

    /// <summary>Bytes as kept: of a picture, those that show it.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the bytes as kept, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required string MediaType { get; init; }

    /// <summary>The person's name for the file, cleaned; only for showing.</summary>
    public required string FileName { get; init; }
}
