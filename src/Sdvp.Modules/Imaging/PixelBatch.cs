namespace Sdvp.Modules.Imaging;

/// <summary>Images as a network reads them. The arrays are ready for tensors; the caller owns them.</summary>
/// <param name="Count">Images.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Values, <c>[Count, 3, Height, Width]</c>, row after row.</param>
/// <param name="Mask">1 where there is image and 0 where there is padding, <c>[Count, Height, Width]</c>; null where the processor does not pad.</param>
public sealed record PixelBatch(int Count, int Height, int Width, float[] Pixels, long[]? Mask);
