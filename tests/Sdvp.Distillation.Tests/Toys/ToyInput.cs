using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Tests.Toys;

internal sealed class ToyInput(float[] features) : StudentInput
{
    public float[] Features => features;
}
