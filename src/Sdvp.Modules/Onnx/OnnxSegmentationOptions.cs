using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace Sdvp.Modules.Onnx;

/// <summary>Settings of a segmentation network behind SEG; the contract is described in docs/onnx.md.</summary>
public sealed class OnnxSegmentationOptions
{
    /// <summary>The model file. Required.</summary>
    public string File { get; set; } = "";

    /// <summary>Names of the classes, in the order of the logits, without the last, "no object". Required.</summary>
    public ImmutableArray<string> Labels { get; set; } = [];

    /// <summary>Name of the input, float 1 × 3 × height × width. Default: <c>pixel_values</c>.</summary>
    public string Input { get; set; } = "pixel_values";

    /// <summary>Name of the output with the class logits, float 1 × queries × (classes + 1). Default: <c>class_queries_logits</c>.</summary>
    public string ClassOutput { get; set; } = "class_queries_logits";

    /// <summary>Name of the output with the mask logits, float 1 × queries × h × w. Default: <c>masks_queries_logits</c>.</summary>
    public string MaskOutput { get; set; } = "masks_queries_logits";

    /// <summary>How pixels become numbers. Default: <see cref="OnnxPixels.ImageNet"/>.</summary>
    public OnnxPixels Pixels { get; set; } = OnnxPixels.ImageNet;

    /// <summary>For models that take any size: the shorter side of what they get, at least 32. Default: 800.</summary>
    public int ShorterSide { get; set; } = 800;

    /// <summary>For models that take any size: the longest side of what they get, at least 32. Default: 1333.</summary>
    public int LongestSide { get; set; } = 1333;

    /// <summary>Queries count whose class is more probable than this. Default: 0.5.</summary>
    public double ScoreThreshold { get; set; } = 0.5;

    /// <summary>Pixels count as a query's own from this probability on, times the query's score. Default: 0.5.</summary>
    public double MaskThreshold { get; set; } = 0.5;

    /// <summary>A segment needs more than this share of its query's own pixels. Default: 0.8.</summary>
    public double OverlapThreshold { get; set; } = 0.8;

    /// <summary>Changes the session, for instance to run on a GPU; null (the default) for the runtime's own settings.</summary>
    public Action<SessionOptions>? ConfigureSession { get; set; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(File);
        if (Labels.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"The names of the classes are missing: set o.{nameof(Labels)}.");
        }

        Pixels.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(ShorterSide, 32);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestSide, ShorterSide);
    }
}
