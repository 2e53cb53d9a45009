namespace Siskop2mi.FirstJourney;

/// <summary>A real file to upload.</summary>
internal sealed record Sample(string Name, string MediaType, byte[] Bytes)
{
    public static readonly Sample Photo = Read("photo.jpg", "image/jpeg");
    public static readonly Sample Scan = Read("scan.pdf", "application/pdf");

    private static Sample Read(string name, string mediaType)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new Sample(name, mediaType, copy.ToArray());
    }
}
