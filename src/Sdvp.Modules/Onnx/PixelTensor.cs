using Microsoft.ML.OnnxRuntime;
using Sdvp.Core.Values;

namespace Sdvp.Modules.Onnx;

/// <summary>Images as tensors of the shape 1 × 3 × height × width and back.</summary>
internal static class PixelTensor
{
    public static OrtValue Create(ImageBuffer image, OnnxPixels pixels)
    {
        var plane = image.Width * image.Height;
        var source = image.Pixels;
        var values = new float[plane * 3];
        for (var i = 0; i < plane; i++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                values[(channel * plane) + i] = (float)(((source[(i * 3) + channel] * pixels.Scale) - pixels.Mean[channel]) / pixels.StandardDeviation[channel]);
            }
        }

        return OrtValue.CreateTensorValueFromMemory(values, [1, 3, image.Height, image.Width]);
    }

    /// <summary>Turns an output 3 × height × width into an image; numbers beyond the range of levels are cut.</summary>
    public static ImageBuffer Read(OnnxTensor tensor, OnnxPixels pixels)
    {
        var (height, width) = (tensor.Dimensions[1], tensor.Dimensions[2]);
        var plane = width * height;
        var levels = new byte[plane * 3];
        for (var i = 0; i < plane; i++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                var level = ((tensor.Values[(channel * plane) + i] * pixels.StandardDeviation[channel]) + pixels.Mean[channel]) / pixels.Scale;
                levels[(i * 3) + channel] = (byte)Math.Clamp(Math.Round(level, MidpointRounding.ToEven), 0, 255);
            }
        }

        return ImageBuffer.FromRgb(width, height, levels);
    }
}
