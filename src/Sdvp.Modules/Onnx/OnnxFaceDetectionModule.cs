using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Onnx;

/// <summary>
/// FACEDET over a face detector: <c>FACEDET(image) → Regions</c>, labelled <c>face</c>, best first, with boxes half as large again and their filled masks.
/// Thread-safe; owns its model.
/// </summary>
/// <remarks>
/// Boxes are suppressed as torchvision does it (areas without the extra pixel, an overlap at the threshold survives), as the detector of VisProg's
/// code, DSFD, is wrapped; then cut to whole pixels, enlarged, and clamped to the image.
/// </remarks>
public sealed class OnnxFaceDetectionModule : SingleCallModule, IDisposable
{
    private readonly OnnxModel _model;
    private readonly OnnxFaceDetectionOptions _options;
    private readonly (int Width, int Height)? _size;

    private OnnxFaceDetectionModule(string name, OnnxModel model, OnnxFaceDetectionOptions options, (int Width, int Height)? size)
        : base(StandardSignatures.FaceDetection(name), new ModuleVersion(string.Create(
            CultureInfo.InvariantCulture,
            $"onnx-face-detection/1 {model.ContentId} {options.Pixels} {options.BoxUnit} thresholds {options.ScoreThreshold} {options.SuppressionThreshold} enlargement {options.Enlargement}")))
    {
        _model = model;
        _options = options;
        _size = size;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="options">File and thresholds; not to be changed afterwards.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidOnnxModelException">The file cannot be read or does not keep the contract.</exception>
    /// <exception cref="InvalidOperationException">The host has no native ONNX runtime.</exception>
    public static OnnxFaceDetectionModule Load(string name, OnnxFaceDetectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var model = OnnxModel.Load(options.File, options.ConfigureSession);
        try
        {
            var size = model.RequireInput(options.Input, typeof(float), rank: 4);
            model.RefuseOtherInputs(options.Input);
            model.RequireOutput(options.BoxOutput);
            model.RequireOutput(options.ScoreOutput);
            return new OnnxFaceDetectionModule(name, model, options, size[2] > 0 && size[3] > 0 ? (size[3], size[2]) : null);
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
        var (width, height) = _size ?? (image.Width, image.Height);
        var input = PixelTensor.Create(ImageResize.Resize(image, width, height, ResampleFilter.Bilinear), _options.Pixels);
        var outputs = _model.Run([new(_options.Input, input)], [_options.BoxOutput, _options.ScoreOutput]);
        var (boxes, scores) = (outputs[0].Squeeze(2, _options.BoxOutput), outputs[1].Squeeze(1, _options.ScoreOutput));
        if (boxes.Dimensions[1] != 4 || boxes.Dimensions[0] != scores.Dimensions[0])
        {
            throw new InvalidOperationException(
                $"The detector gives boxes of {boxes.Dimensions[1]} numbers for {boxes.Dimensions[0]} faces, and {scores.Dimensions[0]} scores; expected are 4 numbers and one score for each.");
        }

        var (scaleX, scaleY) = _options.BoxUnit == OnnxBoxUnit.Shares ? (image.Width, image.Height) : ((double)image.Width / width, (double)image.Height / height);
        var candidates = Enumerable.Range(0, scores.Values.Length)
            .Where(i => scores.Values[i] >= _options.ScoreThreshold)
            .OrderByDescending(i => scores.Values[i])
            .Select(i => new FaceBox(boxes.Values[4 * i] * scaleX, boxes.Values[(4 * i) + 1] * scaleY, boxes.Values[(4 * i) + 2] * scaleX, boxes.Values[(4 * i) + 3] * scaleY, scores.Values[i]));
        var faces = FaceBox.Suppress(candidates, _options.SuppressionThreshold).Select(face => (Box: face.Enlarge(_options.Enlargement, image.Width, image.Height), face.Score));
        ImmutableArray<Region> regions =
        [
            .. faces.Where(f => !f.Box.IsEmpty).Select((f, i) => new Region(f.Box, Math.Clamp(f.Score, 0, 1), "face") { Instance = i, Mask = RegionMask.Filled(f.Box) }),
        ];
        return ModuleResult.FromValue(new RegionsValue(regions));
    }
}
