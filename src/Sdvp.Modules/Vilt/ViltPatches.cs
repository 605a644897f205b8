namespace Sdvp.Modules.Vilt;

/// <summary>
/// Which patches of a batch's images the network reads. Images of a batch are padded to one size; of each the patches inside of it come first,
/// row by row, then padded ones until all images have the same number. Padded patches are masked in attention, so that answers do not
/// depend on which they are; the order here is fixed, where the reference implementation draws it at random.
/// </summary>
internal sealed class ViltPatches
{
    private ViltPatches(int images, int rows, int columns, int count)
    {
        Images = images;
        Rows = rows;
        Columns = columns;
        Count = count;
        Places = new int[images * count];
        IsInside = new bool[images * count];
        Sizes = new (int Rows, int Columns)[images];
    }

    public int Images { get; }

    /// <summary>Rows of patches in the padded images.</summary>
    public int Rows { get; }

    /// <summary>Columns of patches in the padded images.</summary>
    public int Columns { get; }

    /// <summary>How many patches of each image are read.</summary>
    public int Count { get; }

    /// <summary>For each patch that is read its place in the padded image, <c>row × <see cref="Columns"/> + column</c>.</summary>
    public int[] Places { get; }

    /// <summary>For each patch that is read whether it lies inside of its image.</summary>
    public bool[] IsInside { get; }

    /// <summary>Rows and columns of patches of each image without its padding.</summary>
    public (int Rows, int Columns)[] Sizes { get; }

    /// <summary>Whether every patch of every image is read, in order, and all lie inside.</summary>
    public bool IsWhole => Count == Rows * Columns && Array.TrueForAll(IsInside, inside => inside);

    /// <summary>Chooses patches of images that fill the left upper corner of a common size.</summary>
    /// <param name="sizes">Rows and columns of pixels of each image.</param>
    /// <param name="height">Rows of pixels of the padded images.</param>
    /// <param name="width">Columns of pixels of the padded images.</param>
    /// <param name="config">Sizes of the network.</param>
    public static ViltPatches FromSizes(IReadOnlyList<(int Height, int Width)> sizes, int height, int width, ViltConfig config) =>
        Create(sizes.Count, height, width, height, width, config, (image, row, column) => row < sizes[image].Height && column < sizes[image].Width);

    /// <summary>Chooses patches by a mask of pixels.</summary>
    /// <param name="mask">Masks of all images, row by row; 0 for padding.</param>
    /// <param name="images">How many images.</param>
    /// <param name="maskHeight">Rows of a mask.</param>
    /// <param name="maskWidth">Columns of a mask.</param>
    /// <param name="height">Rows of pixels of the padded images.</param>
    /// <param name="width">Columns of pixels of the padded images.</param>
    /// <param name="config">Sizes of the network.</param>
    public static ViltPatches FromMask(long[] mask, int images, int maskHeight, int maskWidth, int height, int width, ViltConfig config) =>
        Create(images, maskHeight, maskWidth, height, width, config, (image, row, column) => mask[(((image * maskHeight) + row) * maskWidth) + column] != 0);

    private static ViltPatches Create(
        int images, int maskHeight, int maskWidth, int height, int width, ViltConfig config, Func<int, int, int, bool> isInside)
    {
        var (rows, columns) = (height / config.PatchSize, width / config.PatchSize);
        if (rows < 1 || columns < 1)
        {
            throw new ArgumentException($"Images of {height} × {width} pixels hold no patch of {config.PatchSize} × {config.PatchSize}.");
        }

        var rowSources = Nearest(rows, maskHeight);
        var columnSources = Nearest(columns, maskWidth);
        var inside = new List<int>[images];
        var outside = new List<int>[images];
        var sizes = new (int Rows, int Columns)[images];
        for (var image = 0; image < images; image++)
        {
            (inside[image], outside[image]) = ([], []);
            for (var place = 0; place < rows * columns; place++)
            {
                (isInside(image, rowSources[place / columns], columnSources[place % columns]) ? inside : outside)[image].Add(place);
            }

            // As the reference counts them: along the first column and the first row.
            sizes[image] = (inside[image].Count(p => p % columns == 0), inside[image].Count(p => p < columns));
            if (sizes[image].Rows == 0 || sizes[image].Columns == 0)
            {
                throw new ArgumentException($"No patch in the first row or the first column of image {image} lies inside of it; images begin in the left upper corner.");
            }
        }

        var count = sizes.Max(s => s.Rows * s.Columns);
        var result = new ViltPatches(images, rows, columns, config.MaxImageLength >= 0 ? Math.Min(count, config.MaxImageLength) : count);
        for (var image = 0; image < images; image++)
        {
            result.Sizes[image] = sizes[image];
            result.Fill(image, inside[image], outside[image]);
        }

        return result;
    }

    /// <summary>The pixel that each patch's mask is taken from: nearest, in the arithmetic of the reference.</summary>
    private static int[] Nearest(int count, int pixels)
    {
        var scale = (float)pixels / count;
        return [.. Enumerable.Range(0, count).Select(i => Math.Min((int)MathF.Floor(i * scale), pixels - 1))];
    }

    private void Fill(int image, List<int> inside, List<int> outside)
    {
        for (var i = 0; i < Count; i++)
        {
            var isInside = i < inside.Count;
            if (!isInside && outside.Count == 0)
            {
                throw new ArgumentException($"Image {image} has {inside.Count} patches, but {Count} are wanted and there is no padding to fill up with.");
            }

            Places[(image * Count) + i] = isInside ? inside[i] : outside[(i - inside.Count) % outside.Count];
            IsInside[(image * Count) + i] = isInside;
        }
    }
}
