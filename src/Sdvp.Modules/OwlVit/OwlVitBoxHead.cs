using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.OwlVit;

/// <summary>One box for each place: <c>[n, grid², vision]</c> → centre, width and height as fractions of the image, <c>[n, grid², 4]</c>.</summary>
internal sealed class OwlVitBoxHead : Module<Tensor, Tensor>
{
    private readonly LinearLayer dense0;
    private readonly LinearLayer dense1;
    private readonly LinearLayer dense2;
    private readonly float[] bias;

    public OwlVitBoxHead(int visionSize, int grid)
        : base(nameof(OwlVitBoxHead))
    {
        bias = Bias(grid);
        dense0 = new LinearLayer(visionSize, visionSize);
        dense1 = new LinearLayer(visionSize, visionSize);
        dense2 = new LinearLayer(visionSize, 4);
        RegisterComponents();
    }

    public override Tensor forward(Tensor places)
    {
        using var scope = NewDisposeScope();
        var hidden = functional.gelu(dense1.call(functional.gelu(dense0.call(places))));
        var prior = tensor(bias, [bias.Length / 4, 4], dtype: places.dtype, device: places.device);
        return dense2.call(hidden).Plus(prior).sigmoid().MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The logits of a box as large as a patch with its centre at the patch's lower right corner. In single precision at every step:
    /// at the border the logit lives on rounding.
    /// </summary>
    private static float[] Bias(int grid)
    {
        var bias = new float[grid * grid * 4];
        var size = Logit(1f / grid);
        for (var row = 0; row < grid; row++)
        {
            for (var column = 0; column < grid; column++)
            {
                var place = 4 * ((row * grid) + column);
                bias[place] = Logit((column + 1f) / grid);
                bias[place + 1] = Logit((row + 1f) / grid);
                bias[place + 2] = size;
                bias[place + 3] = size;
            }
        }

        return bias;
    }

    private static float Logit(float fraction)
    {
        const float Tiny = 1e-4f;
        var rest = -fraction + Tiny;
        return MathF.Log(fraction + Tiny) - (float)Math.Log(1 + (double)rest);
    }
}
