using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch;

/// <summary>
/// Arithmetic that keeps its native scalars alive. In TorchSharp 0.107 operators such as <c>a + b</c> and <c>a * 2</c> make a native scalar
/// that nothing refers to any more while the native call reads it: a garbage collection started by another thread may free it in
/// between, which ends in a wrong number or in an abort of the process. Here the scalar is disposed after the call, which also
/// leaves nothing to finalizers.
/// </summary>
public static class TensorArithmetic
{
    /// <summary><c>left + right</c>, with broadcasting.</summary>
    /// <param name="left">The first summand.</param>
    /// <param name="right">The second summand.</param>
    /// <returns>The sum, in the current dispose scope.</returns>
    public static Tensor Plus(this Tensor left, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        using var one = 1f.ToScalar();
        return left.add(right, one);
    }

    /// <summary><c>left - right</c>, with broadcasting.</summary>
    /// <param name="left">The minuend.</param>
    /// <param name="right">The subtrahend.</param>
    /// <returns>The difference, in the current dispose scope.</returns>
    public static Tensor Minus(this Tensor left, Tensor right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        using var minusOne = (-1f).ToScalar();
        return left.add(right, minusOne);
    }

    /// <summary><c>left + right</c>.</summary>
    /// <param name="left">The tensor.</param>
    /// <param name="right">The number.</param>
    /// <returns>The sum, in the current dispose scope.</returns>
    public static Tensor Plus(this Tensor left, double right)
    {
        ArgumentNullException.ThrowIfNull(left);
        using var scalar = right.ToScalar();
        using var one = 1f.ToScalar();
        return left.add(scalar, one);
    }

    /// <summary><c>left × right</c>.</summary>
    /// <param name="left">The tensor.</param>
    /// <param name="right">The number.</param>
    /// <returns>The product, in the current dispose scope.</returns>
    public static Tensor Times(this Tensor left, double right)
    {
        ArgumentNullException.ThrowIfNull(left);
        using var scalar = right.ToScalar();
        return left.mul(scalar);
    }

    /// <summary>Every element, but at least a bound.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="least">The bound.</param>
    /// <returns>The bounded tensor, in the current dispose scope.</returns>
    public static Tensor AtLeast(this Tensor values, double least)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var scalar = least.ToScalar();
        return values.clamp_min(scalar);
    }

    /// <summary>Whether every element differs from a number.</summary>
    /// <param name="values">The tensor.</param>
    /// <param name="number">The number.</param>
    /// <returns>Booleans of the same shape, in the current dispose scope.</returns>
    public static Tensor DiffersFrom(this Tensor values, long number)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var scalar = number.ToScalar();
        return values.ne(scalar);
    }
}
