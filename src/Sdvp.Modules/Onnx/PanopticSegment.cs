namespace Sdvp.Modules.Onnx;

/// <summary>A segment: its class and score, and which pixels of the network's masks are its own (1, else 0).</summary>
internal sealed record PanopticSegment(int Id, int Class, double Score, float[] Mask, int Width, int Height);
