namespace Sdvp.Core.Values;

/// <summary>An image in a program: pixels, and where they come from. A crop remembers the image that it was cut from.</summary>
public sealed record ImageValue : ProgramValue
{
    private ImageBuffer? _pixels;

    /// <summary>A whole image.</summary>
    /// <param name="root">Its pixels.</param>
    public ImageValue(ImageBuffer root)
        : this(root, root?.Bounds ?? default)
    {
    }

    /// <summary>A part of an image.</summary>
    /// <param name="root">The image that the part is cut from.</param>
    /// <param name="box">The part, in pixels of <paramref name="root"/>; clipped to it.</param>
    /// <exception cref="ArgumentException">The box holds no pixel of the image.</exception>
    public ImageValue(ImageBuffer root, PixelBox box)
    {
        ArgumentNullException.ThrowIfNull(root);
        Box = box.Intersect(root.Bounds);
        if (Box.IsEmpty)
        {
            throw new ArgumentException($"The box {box} holds no pixel of an image of {root.Width} × {root.Height}.", nameof(box));
        }

        Root = root;
    }

    /// <summary>The image that this one was cut from; the image itself where it is whole.</summary>
    public ImageBuffer Root { get; }

    /// <summary>This image's place in <see cref="Root"/>.</summary>
    public PixelBox Box { get; }

    /// <summary>Columns.</summary>
    public int Width => Box.Width;

    /// <summary>Rows.</summary>
    public int Height => Box.Height;

    /// <summary>The pixels of this image; cut from <see cref="Root"/> when first asked for.</summary>
    public ImageBuffer Pixels => _pixels ??= Root.Crop(Box);

    /// <summary>Identifies the pixels without cutting them: content of the root and the box.</summary>
    public string ContentId => Box == Root.Bounds ? Root.ContentId : $"{Root.ContentId}{Box.Left},{Box.Top},{Box.Right},{Box.Bottom}";

    /// <inheritdoc/>
    public override ProgramType Type => ProgramType.Image;

    /// <summary>Cuts a part out of this image.</summary>
    /// <param name="box">The part, in pixels of this image; clipped to it.</param>
    /// <returns>The part, with the same <see cref="Root"/>.</returns>
    /// <exception cref="ArgumentException">The box holds no pixel of this image.</exception>
    public ImageValue Crop(PixelBox box)
    {
        var absolute = box.Offset(Box.Left, Box.Top).Intersect(Box);
        return absolute.IsEmpty
            ? throw new ArgumentException($"The box {box} holds no pixel of an image of {Width} × {Height}.", nameof(box))
            : new ImageValue(Root, absolute);
    }

    /// <inheritdoc/>
    public bool Equals(ImageValue? other) => other is not null && Box == other.Box && Root.Equals(other.Root);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Root, Box);

    /// <inheritdoc/>
    public override string ToString() => $"image {Width} × {Height}";
}
