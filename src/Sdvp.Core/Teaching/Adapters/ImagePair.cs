using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>The pair of images that a statement about a step's image is judged on, and how the statement names the side.</summary>
/// <param name="Images">Left and right.</param>
/// <param name="Template">The statement's template for the side.</param>
internal sealed record ImagePair(ImmutableArray<ImageValue> Images, string Template)
{
    private const byte Grey = 127;

    /// <summary>Pairs a step's image; null where the other image is needed and the step's belongs to neither side.</summary>
    public static ImagePair? Create(ImageValue image, TaskExample example, StatementStepAdapterOptions options)
    {
        var left = example.Inputs.GetValueOrDefault(options.LeftInput) as ImageValue;
        var right = example.Inputs.GetValueOrDefault(options.RightInput) as ImageValue;

        // By reference first: both sides may show the same pixels.
        var isLeft = ReferenceEquals(image.Root, left?.Root)
            || (!ReferenceEquals(image.Root, right?.Root) && image.Root.Equals(left?.Root));
        var isRight = !isLeft && (ReferenceEquals(image.Root, right?.Root) || image.Root.Equals(right?.Root));
        var partner = options.PairWith switch
        {
            PairWith.Same => image,
            PairWith.Blank => Blank(image),
            _ => isLeft ? right : isRight ? left : null,
        };

        return partner is null ? null
            : isRight ? new ImagePair([partner, image], options.RightStatement)
            : new ImagePair([image, partner], options.LeftStatement);
    }

    private static ImageValue Blank(ImageValue image)
    {
        var pixels = new byte[image.Width * image.Height * 3];
        Array.Fill(pixels, Grey);
        return new ImageValue(ImageBuffer.FromRgb(image.Width, image.Height, pixels));
    }
}
