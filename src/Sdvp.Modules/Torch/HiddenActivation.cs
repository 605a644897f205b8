using System.Collections.Frozen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Sdvp.Modules.Torch;

/// <summary>The activations that Hugging Face configurations name (<c>hidden_act</c>, <c>activation_function</c>).</summary>
internal static class HiddenActivation
{
    private static readonly FrozenDictionary<string, Func<Tensor, Tensor>> s_byName = new Dictionary<string, Func<Tensor, Tensor>>
    {
        ["gelu"] = x => functional.gelu(x),
        ["gelu_python"] = x => functional.gelu(x),
        ["gelu_10"] = ClippedGelu,
        ["gelu_new"] = TanhGelu,
        ["gelu_fast"] = TanhGelu,
        ["gelu_accurate"] = TanhGelu,
        ["gelu_pytorch_tanh"] = TanhGelu,
        ["quick_gelu"] = QuickGelu,
        ["relu"] = x => functional.relu(x),
        ["relu2"] = SquaredRelu,
        ["relu6"] = x => Clamp(x, 0, 6),
        ["leaky_relu"] = x => functional.leaky_relu(x, 0.01),
        ["laplace"] = Laplace,
        ["linear"] = x => x.alias(),
        ["mish"] = x => functional.mish(x),
        ["sigmoid"] = x => x.sigmoid(),
        ["silu"] = x => functional.silu(x),
        ["swish"] = x => functional.silu(x),
        ["tanh"] = x => x.tanh(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", s_byName.Keys.Order(StringComparer.Ordinal));

    /// <summary>Whether an activation has this name.</summary>
    /// <param name="name">Hugging Face's name.</param>
    public static bool IsKnown(string name) => s_byName.ContainsKey(name);

    /// <summary>Finds an activation.</summary>
    /// <param name="name">Hugging Face's name.</param>
    /// <returns>The function; its results lie in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">No activation has this name; those that exist are listed.</exception>
    public static Func<Tensor, Tensor> Parse(string name) => s_byName.TryGetValue(name, out var activation)
        ? activation
        : throw new ArgumentException(
            $"The activation '{name}' is unknown; expected is one of {Names}.", nameof(name));

    private static Tensor QuickGelu(Tensor x)
    {
        using var scope = NewDisposeScope();
        return (x * x.Times(1.702).sigmoid()).MoveToOuterDisposeScope();
    }

    private static Tensor ClippedGelu(Tensor x)
    {
        using var scope = NewDisposeScope();
        return Clamp(functional.gelu(x), -10, 10).MoveToOuterDisposeScope();
    }

    private static Tensor SquaredRelu(Tensor x)
    {
        using var scope = NewDisposeScope();
        return functional.relu(x).square().MoveToOuterDisposeScope();
    }

    private static Tensor TanhGelu(Tensor x) => functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh);

    /// <summary>The attention activation of MEGA (Ma et al. 2022): a normal distribution function with μ = √½ and σ = √(1 / 4π).</summary>
    private static Tensor Laplace(Tensor x)
    {
        using var scope = NewDisposeScope();
        return x.Plus(-0.707107).Times(1 / (0.282095 * Math.Sqrt(2))).erf().Plus(1).Times(0.5).MoveToOuterDisposeScope();
    }

    private static Tensor Clamp(Tensor x, double least, double most)
    {
        using var scope = NewDisposeScope();
        using var low = least.ToScalar();
        using var high = most.ToScalar();
        return x.clamp(low, high).MoveToOuterDisposeScope();
    }
}
