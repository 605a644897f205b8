using static TorchSharp.torch;

namespace Sdvp.Distillation.Losses;

/// <summary>Shape checks of the losses: without them a wrong shape broadcasts, and the loss is silently another one.</summary>
internal static class TensorShapes
{
    public static void RequireMatrix(Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (tensor.dim() != 2 || tensor.shape[0] == 0 || tensor.shape[1] == 0)
        {
            throw new ArgumentException($"The shape of {name} is {Describe(tensor)}; expected are two dimensions, neither of them 0.", name);
        }
    }

    public static void RequireSame(Tensor expected, Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (!tensor.shape.AsSpan().SequenceEqual(expected.shape))
        {
            throw new ArgumentException($"The shape of {name} is {Describe(tensor)}, but the student's is {Describe(expected)}; both must be the same.", name);
        }
    }

    public static void RequireVector(Tensor expected, Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (tensor.dim() != 1 || tensor.shape[0] != expected.shape[0])
        {
            throw new ArgumentException($"The shape of {name} is {Describe(tensor)}; expected is one number for each row of {Describe(expected)}.", name);
        }
    }

    public static void RequireOneForEachColumn(Tensor expected, Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        if (tensor.dim() != 1 || tensor.shape[0] != expected.shape[1])
        {
            throw new ArgumentException($"The shape of {name} is {Describe(tensor)}; expected is one number for each column of {Describe(expected)}.", name);
        }
    }

    public static void RequireTokens(Tensor logits, Tensor targets, Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(mask);
        if (logits.dim() != 3 || logits.shape.Contains(0))
        {
            throw new ArgumentException($"The shape of the logits is {Describe(logits)}; expected are sequences, places and tokens, none of them 0.", nameof(logits));
        }

        var places = logits.shape.AsSpan(0, 2);
        if (!targets.shape.AsSpan().SequenceEqual(places) || !mask.shape.AsSpan().SequenceEqual(places))
        {
            throw new ArgumentException(
                $"The shapes of targets and mask are {Describe(targets)} and {Describe(mask)}; expected is one number for each sequence and place of {Describe(logits)}.", nameof(targets));
        }
    }

    private static string Describe(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
