using Microsoft.ML.OnnxRuntime;

namespace Sdvp.Modules.Onnx;

/// <summary>Settings of a face detector behind FACEDET; the contract is described in docs/onnx.md.</summary>
public sealed class OnnxFaceDetectionOptions
{
    /// <summary>The model file. Required.</summary>
    public string File { get; set; } = "";

    /// <summary>Name of the input, float 1 × 3 × height × width. Default: <c>image</c>.</summary>
    public string Input { get; set; } = "image";

    /// <summary>Name of the output with the boxes, float (1 ×) boxes × 4: left, top, right, bottom. Default: <c>boxes</c>.</summary>
    public string BoxOutput { get; set; } = "boxes";

    /// <summary>Name of the output with the scores, float (1 ×) boxes, 0 to 1. Default: <c>scores</c>.</summary>
    public string ScoreOutput { get; set; } = "scores";

    /// <summary>What the coordinates count. Default: <see cref="OnnxBoxUnit.InputPixels"/>.</summary>
    public OnnxBoxUnit BoxUnit { get; set; } = OnnxBoxUnit.InputPixels;

    /// <summary>How pixels become numbers. Default: <see cref="OnnxPixels.MeanSubtracted"/>.</summary>
    public OnnxPixels Pixels { get; set; } = OnnxPixels.MeanSubtracted;

    /// <summary>Faces count from this score on. Default: 0.5.</summary>
    public double ScoreThreshold { get; set; } = 0.5;

    /// <summary>Faces are left out that overlap a better one by more than this. Default: 0.3.</summary>
    public double SuppressionThreshold { get; set; } = 0.3;

    /// <summary>Factor on width and height of a face's box, at least 1. Default: 1.5.</summary>
    public double Enlargement { get; set; } = 1.5;

    /// <summary>Changes the session, for instance to run on a GPU; null (the default) for the runtime's own settings.</summary>
    public Action<SessionOptions>? ConfigureSession { get; set; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(File);
        Pixels.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(Enlargement, 1);
    }
}
