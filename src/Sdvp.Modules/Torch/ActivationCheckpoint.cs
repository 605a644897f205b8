using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Torch;

/// <summary>
/// Activation checkpointing: a block of a network keeps its inputs only, and computes the rest again when gradients are asked for. Costs a second forward pass, saves the
/// memory of everything in between. Gradients are the same, also with dropout: the random numbers of the first pass are drawn again (on CUDA the generator is seeded
/// before each block, so its stream is another one than without checkpointing). One object serves one network; not thread-safe.
/// </summary>
/// <remarks>
/// Gradients must be asked for by <c>backward()</c>: parameters of the block get theirs while it runs, so <c>autograd.grad</c> does not see them. An exception cannot travel
/// through native code: where the second pass fails, gradients become NaN, and <see cref="Complete"/> throws what happened.
/// </remarks>
public sealed class ActivationCheckpoint
{
    private readonly List<Tensor> _handedOver = [];
    private Exception? _failure;

    /// <summary>Runs a block. Where gradients are off, it just runs.</summary>
    /// <param name="block">
    /// The block. It depends on nothing but the inputs, parameters and constants, gives one new tensor, and is called a second time by <c>backward()</c>.
    /// </param>
    /// <param name="inputs">The inputs; at least one, floating-point or not. Gradients flow into those that require them.</param>
    /// <returns>The block's result, in the current dispose scope.</returns>
    public Tensor Run(Func<IReadOnlyList<Tensor>, Tensor> block, params IReadOnlyList<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
        {
            throw new ArgumentException("A block has at least one input; none was given.", nameof(inputs));
        }

        if (!is_grad_enabled())
        {
            return block(inputs);
        }

        using var scope = NewDisposeScope();
        Tensor[] variables = [.. inputs];
        if (!variables.Any(variable => variable.requires_grad))
        {
            // Without such an input nothing would call the block again, and its parameters would get no gradients.
            var index = Array.FindIndex(variables, variable => is_floating_point(variable.dtype));
            variables[index >= 0 ? index : throw new ArgumentException("One of the inputs must be of a floating-point type; none is.", nameof(inputs))] =
                variables[index].detach().requires_grad_();
        }

        var call = new Call(this, block, [.. variables.Select(variable => variable.requires_grad)]);
        return CheckpointFunction.apply([call, .. variables]).MoveToOuterDisposeScope();
    }

    /// <summary>To be called when <c>backward()</c> has returned: frees what it left, and throws what went wrong in it.</summary>
    /// <exception cref="InvalidOperationException">A block failed when it was run again. The gradients are of no use.</exception>
    public void Complete()
    {
        Release();
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
        {
            throw new InvalidOperationException($"A checkpointed block failed when its activations were computed again: {failure.Message}", failure);
        }
    }

    private void Release()
    {
        _handedOver.ForEach(tensor => tensor.Dispose());
        _handedOver.Clear();
    }

    /// <summary>One run of a block, from its first to its second pass.</summary>
    private sealed class Call(ActivationCheckpoint owner, Func<IReadOnlyList<Tensor>, Tensor> block, bool[] wantsGradient)
    {
        private byte[]? _state;
        private long _seed;

        public Tensor First(Tensor[] inputs)
        {
            using var scope = NewDisposeScope();
            if (IsCuda(inputs))
            {
                _seed = randint(long.MaxValue, 1, dtype: ScalarType.Int64).item<long>();
                cuda.manual_seed(_seed);
            }

            _state = get_rng_state().bytes.ToArray();
            var result = block(inputs);

            // A view of an input would be taken for the input itself.
            return (inputs.Contains(result, ReferenceEqualityComparer.Instance) ? result.clone() : result).MoveToOuterDisposeScope();
        }

        public List<Tensor?> Second(List<Tensor> inputs, Tensor gradient)
        {
            // What was handed to the engine by the block before is copied by now.
            owner.Release();
            using var scope = NewDisposeScope();
            try
            {
                return [null, .. Gradients(inputs, gradient)];
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                owner._failure ??= exception;
                return [null, .. inputs.Select((input, index) => wantsGradient[index] ? HandOver(input.Times(double.NaN)) : null)];
            }
        }

        private List<Tensor?> Gradients(List<Tensor> inputs, Tensor gradient)
        {
            using var withGradient = enable_grad();
            Tensor[] leaves = [.. inputs.Select((input, index) => wantsGradient[index] ? input.detach().requires_grad_() : input.detach())];
            var now = get_rng_state();
            if (IsCuda(leaves))
            {
                cuda.manual_seed(_seed);
            }

            set_rng_state(tensor(_state!, dtype: ScalarType.Byte));
            try
            {
                var result = block(leaves);
                if (result.requires_grad)
                {
                    result.backward([gradient]);
                }
            }
            finally
            {
                set_rng_state(now);
                if (IsCuda(leaves))
                {
                    cuda.manual_seed(_seed + 1);
                }
            }

            return [.. leaves.Select((leaf, index) => wantsGradient[index] && leaf.grad is { } own ? HandOver(own) : null)];
        }

        private Tensor HandOver(Tensor tensor)
        {
            owner._handedOver.Add(tensor.DetachFromDisposeScope());
            return tensor;
        }

        private static bool IsCuda(IEnumerable<Tensor> tensors) => tensors.Any(tensor => tensor.device_type == DeviceType.CUDA);
    }

    /// <summary>The node of the autograd graph. Public members are TorchSharp's.</summary>
    private sealed class CheckpointFunction : autograd.SingleTensorFunction<CheckpointFunction>
    {
        private const string CallKey = "call";

        public override string Name => nameof(CheckpointFunction);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var call = (Call)vars[0];
            Tensor[] inputs = [.. vars.Skip(1).Cast<Tensor>()];
            ctx.save_data(CallKey, call);
            ctx.save_for_backward([.. inputs]);
            return call.First(inputs);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            using var scope = NewDisposeScope();
            using var gradient = grad_output;
            return ((Call)ctx.get_data(CallKey)).Second(ctx.get_saved_variables(), gradient)!;
        }
    }
}
