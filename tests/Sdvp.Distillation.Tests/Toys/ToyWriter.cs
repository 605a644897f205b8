using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Answers the questions of <see cref="ToyVqa"/> letter by letter: one network sees image, question, last letter and place.</summary>
internal static class ToyWriter
{
    public const int End = 26;

    private const int Start = 27;
    private const int Places = 8;

    private static readonly ToyVqa s_vqa = new();

    public static ModuleSignature Signature => s_vqa.Signature;

    public static ToyNetwork CreateNetwork(long seed) => new(3 + ToyVqa.Questions.Length + Start + 1 + Places, End + 1, seed);

    public static ToyInput Prepare(ModuleCall call) => new(s_vqa.Features(call));

    /// <summary>Null for answers that are too long or have other signs than small letters.</summary>
    public static ImmutableArray<long>? Encode(string answer) =>
        answer.Length < Places && answer.All(char.IsAsciiLetterLower) ? [.. answer.Select(c => (long)(c - 'a')), End] : null;

    public static string Decode(IEnumerable<long> tokens) => string.Concat(tokens.TakeWhile(t => t != End).Select(t => (char)('a' + t)));

    public static ImmutableArray<long> Write(ToyNetwork network, ToyInput input)
    {
        var written = ImmutableArray<long>.Empty;
        while (written.Length < Places && (written.IsEmpty || written[^1] != End))
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            written = written.Add(network.call(tensor(Row(input, written, written.Length)).clone().unsqueeze(0)).argmax(1).item<long>());
        }

        return written;
    }

    public static TokenLogits Forward(ToyNetwork network, IReadOnlyList<ToyInput> inputs, IReadOnlyList<TokenSequence> sequences)
    {
        using var scope = NewDisposeScope();
        var places = sequences.Max(s => s.Tokens.Length);
        var rows = sequences.SelectMany(s => Enumerable.Range(0, places).SelectMany(p => Row(inputs[s.Input], s.Tokens, p))).ToArray();
        var logits = network.call(tensor(rows, [sequences.Count * places, rows.Length / (sequences.Count * places)]).clone()).view(sequences.Count, places, -1);
        var targets = sequences.SelectMany(s => Enumerable.Range(0, places).Select(p => p < s.Tokens.Length ? s.Tokens[p] : 0)).ToArray();
        var mask = sequences.SelectMany(s => Enumerable.Range(0, places).Select(p => p < s.Tokens.Length ? 1f : 0f)).ToArray();
        return new TokenLogits(
            logits.MoveToOuterDisposeScope(),
            tensor(targets, [sequences.Count, places]).MoveToOuterDisposeScope(),
            tensor(mask, [sequences.Count, places]).MoveToOuterDisposeScope(),
            [.. sequences]);
    }

    private static float[] Row(ToyInput input, ImmutableArray<long> tokens, int place)
    {
        var last = new float[Start + 1];
        last[place == 0 ? Start : place <= tokens.Length ? tokens[place - 1] : End] = 1;
        var where = new float[Places];
        where[place] = 1;
        return [.. input.Features, .. last, .. where];
    }
}
