using Sdvp.Modules.Torch.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>
/// Multi-head attention before its output projection: of tokens to each other, or of tokens to what an encoder gave. Several rows of tokens may
/// look at one input of the encoder (beams, candidate answers): its keys and values are then computed and kept once.
/// </summary>
internal sealed class BlipTextSelfAttention : nn.Module
{
    private readonly LinearLayer query;
    private readonly LinearLayer key;
    private readonly LinearLayer value;
    private readonly int heads;
    private readonly double dropout;

    public BlipTextSelfAttention(BlipTextConfig config, int sourceWidth)
        : base(nameof(BlipTextSelfAttention))
    {
        heads = config.NumAttentionHeads;
        dropout = config.AttentionProbsDropoutProb;
        query = new LinearLayer(config.HiddenSize, config.HiddenSize);
        key = new LinearLayer(sourceWidth, config.HiddenSize);
        value = new LinearLayer(sourceWidth, config.HiddenSize);
        RegisterComponents();
    }

    /// <summary>Attention of tokens to each other, and to those in the cache.</summary>
    /// <param name="hidden"><c>[rows, tokens, width]</c>.</param>
    /// <param name="mask">What is added to scores, <c>[rows, 1, 1 or tokens, all tokens]</c>; null for nothing.</param>
    /// <param name="isCausal">Whether tokens see only earlier ones; where it is set, there is neither mask nor earlier tokens.</param>
    /// <param name="cache">Earlier tokens; these are added. Null for none.</param>
    public Tensor ToItself(Tensor hidden, Tensor? mask, bool isCausal, BlipKeyValues? cache)
    {
        using var scope = NewDisposeScope();
        var (keys, values) = (Split(key.call(hidden)), Split(value.call(hidden)));
        if (cache is not null)
        {
            (keys, values) = cache.Append(keys, values);
        }

        return Attend(Split(query.call(hidden)), keys, values, mask, isCausal).transpose(1, 2).reshape(hidden.shape).MoveToOuterDisposeScope();
    }

    /// <summary>Attention of tokens to an encoder's output.</summary>
    /// <param name="hidden"><c>[rows, tokens, width]</c>; rows of one input stand together.</param>
    /// <param name="encoder"><c>[inputs, length, source width]</c>; rows is a multiple of inputs.</param>
    /// <param name="mask">What may be looked at, <c>[inputs, 1, 1, length]</c>; null for everything.</param>
    /// <param name="cache">Keeps keys and values of the encoder's output; null for not.</param>
    public Tensor ToEncoder(Tensor hidden, Tensor encoder, Tensor? mask, BlipKeyValues? cache)
    {
        using var scope = NewDisposeScope();
        (Tensor Keys, Tensor Values) Compute() => (Split(key.call(encoder)), Split(value.call(encoder)));
        var (keys, values) = cache is null ? Compute() : cache.OfEncoder(Compute);
        var inputs = encoder.shape[0];

        // The rows of an input stand one after the other along the queries: none of them sees another.
        var queries = query.call(hidden).reshape(inputs, -1, heads, hidden.shape[2] / heads).transpose(1, 2);
        return Attend(queries, keys, values, mask, isCausal: false).transpose(1, 2).reshape(hidden.shape).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor queries, Tensor keys, Tensor values, Tensor? mask, bool isCausal) =>
        nn.functional.scaled_dot_product_attention(queries, keys, values, mask, training ? dropout : 0, isCausal);

    private Tensor Split(Tensor hidden) => hidden.view(hidden.shape[0], hidden.shape[1], heads, -1).transpose(1, 2);
}
