namespace Sdvp.Modules.Onnx;

/// <summary>What a detector's box coordinates count.</summary>
public enum OnnxBoxUnit
{
    /// <summary>Pixels of what the network is given.</summary>
    InputPixels,

    /// <summary>Shares of width and height, 0 to 1.</summary>
    Shares,
}
