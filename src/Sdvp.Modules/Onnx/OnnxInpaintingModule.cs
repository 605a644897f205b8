using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;

namespace Sdvp.Modules.Onnx;

/// <summary>
/// REPLACE over an inpainting network: <c>REPLACE(image, object, prompt) → Image</c>. All objects are painted over in one run, or the first alone
/// where the options say so; without objects the image stays as it is. Thread-safe; owns its model.
/// </summary>
public sealed class OnnxInpaintingModule : SingleCallModule, IDisposable
{
    private readonly OnnxModel _model;
    private readonly OnnxInpaintingOptions _options;

    private OnnxInpaintingModule(string name, OnnxModel model, OnnxInpaintingOptions options)
        : base(StandardSignatures.Replacement(name), new ModuleVersion(string.Create(
            CultureInfo.InvariantCulture,
            $"onnx-inpainting/1 {model.ContentId} {options.Pixels} size {options.Size} first only {options.FirstOnly}")))
    {
        _model = model;
        _options = options;
    }

    /// <summary>Loads a model.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="options">File and sizes; not to be changed afterwards.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidOnnxModelException">The file cannot be read or does not keep the contract.</exception>
    /// <exception cref="InvalidOperationException">The host has no native ONNX runtime.</exception>
    public static OnnxInpaintingModule Load(string name, OnnxInpaintingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var model = OnnxModel.Load(options.File, options.ConfigureSession);
        try
        {
            RequireSize(model, options.ImageInput, options.Size);
            RequireSize(model, options.MaskInput, options.Size);
            RequirePrompt(model, options);
            model.RefuseOtherInputs(options.ImageInput, options.MaskInput, options.PromptInput);
            model.RequireOutput(options.Output);
            return new OnnxInpaintingModule(name, model, options);
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
        var image = call.Get<ImageValue>("image");
        var objects = call.Get<RegionsValue>("object").Regions;
        if (objects.IsEmpty)
        {
            return ModuleResult.FromValue(image);
        }

        var canvas = SquareCanvas.For(image.Width, image.Height, _options.Size);
        var inputs = new List<KeyValuePair<string, OrtValue>>
        {
            new(_options.ImageInput, PixelTensor.Create(canvas.Pad(image.Pixels), _options.Pixels)),
            new(_options.MaskInput, MaskTensor(canvas.Pad(MaskImage(_options.FirstOnly ? objects[..1] : objects, image.Width, image.Height)))),
        };
        if (_model.HasInput(_options.PromptInput))
        {
            inputs.Add(new(_options.PromptInput, PromptTensor(call.Get<TextValue>("prompt").Text)));
        }

        var output = _model.Run(inputs, [_options.Output])[0].Squeeze(3, _options.Output);
        if (output.Dimensions[0] != 3 || output.Dimensions[1] != _options.Size || output.Dimensions[2] != _options.Size)
        {
            throw new InvalidOperationException($"The network gives [{string.Join(", ", output.Dimensions)}]; expected is 3 × {_options.Size} × {_options.Size}.");
        }

        return ModuleResult.FromValue(new ImageValue(canvas.CutBack(PixelTensor.Read(output, _options.Pixels))));
    }

    private static void RequireSize(OnnxModel model, string input, int size)
    {
        var dimensions = model.RequireInput(input, typeof(float), rank: 4);
        if (dimensions[2..].Any(d => d > 0 && d != size))
        {
            throw model.Invalid($"its input '{input}' is {dimensions[3]} × {dimensions[2]}; the options say {size} × {size}: set o.{nameof(OnnxInpaintingOptions.Size)}.");
        }
    }

    private static void RequirePrompt(OnnxModel model, OnnxInpaintingOptions options)
    {
        if (model.HasInput(options.PromptInput))
        {
            var (type, rank) = options.Tokenize is null ? (typeof(string), 1) : (typeof(long), 2);
            model.RequireInput(options.PromptInput, type, rank);
        }
        else if (!options.IgnoresPrompt)
        {
            throw model.Invalid(
                $"it has no input '{options.PromptInput}', so that it would ignore the prompts of programs; set o.{nameof(OnnxInpaintingOptions.IgnoresPrompt)} where that is meant.");
        }
    }

    private OrtValue PromptTensor(string prompt)
    {
        if (_options.Tokenize is { } tokenize)
        {
            var tokens = tokenize(prompt);
            return OrtValue.CreateTensorValueFromMemory(tokens, [1, tokens.Length]);
        }

        return OrtValue.CreateFromStringTensor(new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<string>(new[] { prompt }, [1]));
    }

    /// <summary>The objects in white on black: where at least half of a pixel is an object's.</summary>
    private static ImageBuffer MaskImage(ImmutableArray<Region> objects, int width, int height)
    {
        var levels = new byte[width * height * 3];
        foreach (var region in objects)
        {
            var box = (region.Mask?.Box ?? region.Box).Intersect(new PixelBox(0, 0, width, height));
            for (var y = box.Top; y < box.Bottom; y++)
            {
                for (var x = box.Left; x < box.Right; x++)
                {
                    if (region.Mask is null || region.Mask.CoverageAt(x, y) >= 128)
                    {
                        levels.AsSpan(((y * width) + x) * 3, 3).Fill(byte.MaxValue);
                    }
                }
            }
        }

        return ImageBuffer.FromRgb(width, height, levels);
    }

    private static OrtValue MaskTensor(ImageBuffer mask)
    {
        var values = new float[mask.Width * mask.Height];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = mask.Pixels[i * 3] >= 128 ? 1 : 0;
        }

        return OrtValue.CreateTensorValueFromMemory(values, [1, 1, mask.Height, mask.Width]);
    }
}
