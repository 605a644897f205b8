using Sdvp.Modules.Imaging;

namespace Sdvp.Distillation.Export;

/// <summary>How labelled steps are written for training elsewhere. Immutable.</summary>
public sealed record LabelExportOptions
{
    /// <summary>Writes the images that steps see, each whole image once, as PNG files named by content in a folder <c>images</c> beside the file. Null: images are
    /// named by content and not written. Default: null.</summary>
    public IImageCodec? Images { get; init; }

    /// <summary>Parquet: rows of a row group; at least 1. Default: 10,000.</summary>
    public int RowGroupSize { get; init; } = 10_000;
}
