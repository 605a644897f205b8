using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Onnx;

/// <summary>
/// SEG over a panoptic segmentation network such as MaskFormer: <c>SEG(image) → Regions</c>, each with mask, label, score and instance. Thread-safe; owns
/// its model.
/// </summary>
/// <remarks>
/// The box of an object is its first and last column and row as VisProg takes them, so that the last ones lie outside of it; an object of one column or row
/// gets a box that holds it. An object whose mask comes out empty is left out.
/// </remarks>
public sealed class OnnxSegmentationModule : SingleCallModule, IDisposable
{
    private const int SizeStep = 32;

    private readonly OnnxModel _model;
    private readonly OnnxSegmentationOptions _options;
    private readonly (int Width, int Height)? _size;

    private OnnxSegmentationModule(string name, OnnxModel model, OnnxSegmentationOptions options, (int Width, int Height)? size)
        : base(StandardSignatures.Segmentation(name), new ModuleVersion(string.Create(
            CultureInfo.InvariantCulture,
            $"onnx-segmentation/1 {model.ContentId} {options.Pixels} sides {options.ShorterSide} {options.LongestSide} thresholds {options.ScoreThreshold} {options.MaskThreshold} {options.OverlapThreshold} labels {string.Join(',', options.Labels)}")))
    {
        _model = model;
        _options = options;
        _size = size;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="options">File, labels and thresholds; not to be changed afterwards.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidOnnxModelException">The file cannot be read or does not keep the contract.</exception>
    /// <exception cref="InvalidOperationException">The host has no native ONNX runtime.</exception>
    public static OnnxSegmentationModule Load(string name, OnnxSegmentationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var model = OnnxModel.Load(options.File, options.ConfigureSession);
        try
        {
            var size = model.RequireInput(options.Input, typeof(float), rank: 4);
            model.RefuseOtherInputs(options.Input);
            model.RequireOutput(options.ClassOutput);
            model.RequireOutput(options.MaskOutput);
            return new OnnxSegmentationModule(name, model, options, size[2] > 0 && size[3] > 0 ? (size[3], size[2]) : null);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    /// <inheritdoc/>
    protected override ModuleResult Invoke(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var image = call.Get<ImageValue>("image").Pixels;
        var (width, height) = _size ?? FreeSize(image);
        var input = PixelTensor.Create(ImageResize.Resize(image, width, height, ResampleFilter.Bilinear), _options.Pixels);
        var outputs = _model.Run([new(_options.Input, input)], [_options.ClassOutput, _options.MaskOutput]);
        var segments = PanopticSegments.Find(outputs[0].Squeeze(2, _options.ClassOutput), outputs[1].Squeeze(3, _options.MaskOutput), _options);
        ImmutableArray<Region> regions = [.. segments.Select(s => ToRegion(s, image)).OfType<Region>()];
        return ModuleResult.FromValue(new RegionsValue(regions));
    }

    private (int Width, int Height) FreeSize(ImageBuffer image)
    {
        var scale = Math.Min((double)_options.ShorterSide / Math.Min(image.Width, image.Height), (double)_options.LongestSide / Math.Max(image.Width, image.Height));
        return (Rounded(image.Width * scale), Rounded(image.Height * scale));
    }

    private static int Rounded(double side) => Math.Max(1, (int)Math.Round(side / SizeStep)) * SizeStep;

    private Region? ToRegion(PanopticSegment segment, ImageBuffer image)
    {
        var plane = PlaneResize.Bilinear(segment.Mask, segment.Width, segment.Height, image.Width, image.Height);
        if (Extent(plane, image.Width, 0.5f) is not { } inside || Extent(plane, image.Width, 0) is not { } touched)
        {
            return null;
        }

        return new Region(
            new PixelBox(inside.Left, inside.Top, Math.Max(inside.Right, inside.Left + 1), Math.Max(inside.Bottom, inside.Top + 1)), segment.Score, _options.Labels[segment.Class])
        {
            Instance = segment.Id,
            Mask = Cut(plane, image.Width, touched with { Right = touched.Right + 1, Bottom = touched.Bottom + 1 }),
        };
    }

    /// <summary>First and last column and row with a number above a threshold; null where there is none.</summary>
    private static PixelBox? Extent(float[] plane, int width, float threshold)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (var i = 0; i < plane.Length; i++)
        {
            if (plane[i] > threshold)
            {
                var (x, y) = (i % width, i / width);
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        return right < 0 ? null : new PixelBox(left, top, right, bottom);
    }

    private static RegionMask Cut(float[] plane, int width, PixelBox box)
    {
        var coverage = new byte[box.Area];
        for (var i = 0; i < coverage.Length; i++)
        {
            var value = plane[((box.Top + (i / box.Width)) * width) + box.Left + (i % box.Width)];
            coverage[i] = (byte)Math.Clamp(MathF.Round(value * 255), 0, 255);
        }

        return RegionMask.FromCoverage(box, coverage);
    }
}
