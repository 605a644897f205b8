using Microsoft.ML.OnnxRuntime;

namespace Sdvp.Modules.Onnx;

/// <summary>An output, copied out of the runtime.</summary>
internal readonly record struct OnnxTensor(float[] Values, int[] Dimensions)
{
    public static OnnxTensor CopyOf(OrtValue value) => new(
        value.GetTensorDataAsSpan<float>().ToArray(),
        [.. value.GetTensorTypeAndShape().Shape.Select(d => checked((int)d))]);

    /// <summary>Takes leading dimensions of size 1 away until a number of them is left.</summary>
    public OnnxTensor Squeeze(int rank, string name)
    {
        var dimensions = Dimensions.AsSpan();
        while (dimensions.Length > rank && dimensions[0] == 1)
        {
            dimensions = dimensions[1..];
        }

        return dimensions.Length == rank
            ? this with { Dimensions = dimensions.ToArray() }
            : throw new InvalidOperationException(
                $"The output '{name}' has the shape [{string.Join(", ", Dimensions)}]; expected are {rank} dimensions, or more with a leading 1.");
    }
}
