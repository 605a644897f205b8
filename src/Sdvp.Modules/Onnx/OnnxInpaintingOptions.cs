using Microsoft.ML.OnnxRuntime;

namespace Sdvp.Modules.Onnx;

/// <summary>Settings of an inpainting network behind REPLACE; the contract is described in docs/onnx.md.</summary>
public sealed class OnnxInpaintingOptions
{
    /// <summary>The model file. Required.</summary>
    public string File { get; set; } = "";

    /// <summary>Width and height of what the network is given and gives, at least 8. Default: 512.</summary>
    public int Size { get; set; } = 512;

    /// <summary>Name of the input with the image, float 1 × 3 × size × size. Default: <c>image</c>.</summary>
    public string ImageInput { get; set; } = "image";

    /// <summary>Name of the input with the mask, float 1 × 1 × size × size: 1 where the network shall paint, else 0. Default: <c>mask</c>.</summary>
    public string MaskInput { get; set; } = "mask";

    /// <summary>Name of the input with the prompt: text [1], or with <see cref="Tokenize"/> int64 [1 × tokens]. Default: <c>prompt</c>.</summary>
    public string PromptInput { get; set; } = "prompt";

    /// <summary>Turns a prompt into the token ids that the network takes; null (the default) where it takes text.</summary>
    public Func<string, long[]>? Tokenize { get; set; }

    /// <summary>
    /// Whether the network paints without being told what. Default: false; then a model without the input <see cref="PromptInput"/> is refused, for it
    /// would ignore what programs ask for.
    /// </summary>
    public bool IgnoresPrompt { get; set; }

    /// <summary>Name of the output, float 1 × 3 × size × size, numbers as those of the image. Default: <c>output</c>.</summary>
    public string Output { get; set; } = "output";

    /// <summary>How pixels become numbers and numbers pixels. Default: <see cref="OnnxPixels.Signed"/>.</summary>
    public OnnxPixels Pixels { get; set; } = OnnxPixels.Signed;

    /// <summary>Whether only the first object is replaced, as VisProg's code does it. Default: the host's compatibility, which by default is false.</summary>
    public bool FirstOnly { get; set; }

    /// <summary>Changes the session, for instance to run on a GPU; null (the default) for the runtime's own settings.</summary>
    public Action<SessionOptions>? ConfigureSession { get; set; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(File);
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 8);
        Pixels.Validate();
    }
}
