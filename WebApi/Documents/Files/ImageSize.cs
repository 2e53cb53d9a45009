using Siskop2mi.WebApi.Answers;

namespace Siskop2mi.WebApi.Documents.Files;

/// <summary>How large a picture may be: larger than any camera or scanner here makes, small enough to be shown by any device.</summary>
internal static class ImageSize
{
    /// <summary>Most pixels along a side.</summary>
    public const int MaxSide = 12_000;

    /// <summary>Most pixels in all; a phone of 50 megapixels makes 8,160 by 6,144.</summary>
    public const int MaxPixels = 52_000_000;

    public static void Require(uint width, uint height)
    {
        if (width == 0 || height == 0) throw FileInspector.Unreadable();
        if (width > MaxSide || height > MaxSide || (long)width * height > MaxPixels)
            throw new UnacceptableFileException(ProblemCodes.ImageDimensions);
    }
}
