using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Generation;

/// <summary>Takes the best next token, always.</summary>
internal sealed class GreedySearch(ITokenDecoder decoder, GenerationOptions options, GenerationTokens tokens)
{
    public ImmutableArray<ImmutableArray<GeneratedSequence>> Run(IReadOnlyList<long[]> prompts, CancellationToken cancellationToken)
    {
        var promptLength = prompts[0].Length;
        var stop = options.StopLength(promptLength);
        var rules = new TokenRules(options, tokens, promptLength);
        List<long>[] sequences = [.. prompts.Select(p => p.ToList())];
        List<float>[] logProbabilities = [.. prompts.Select(_ => new List<float>())];
        var isFinished = new bool[prompts.Count];
        long[] next = [.. prompts.SelectMany(p => p)];
        for (var length = promptLength; length < stop && !isFinished.All(f => f); length++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TokenGenerator.RequirePosition(decoder, length);
            float[] scores;
            (next, scores) = Best(rules, sequences, next);
            for (var row = 0; row < next.Length; row++)
            {
                // Finished rows go on with padding, so that all keep one length.
                next[row] = isFinished[row] ? tokens.Padding : next[row];
                sequences[row].Add(next[row]);
                if (!isFinished[row])
                {
                    logProbabilities[row].Add(scores[row]);
                    isFinished[row] = tokens.IsEnd(next[row]);
                }
            }
        }

        return [.. sequences.Select((s, row) => ImmutableArray.Create(ToSequence(s, promptLength, logProbabilities[row], isFinished[row])))];
    }

    private static GeneratedSequence ToSequence(List<long> tokens, int promptLength, List<float> logProbabilities, bool isFinished) => new(
        [.. tokens.Take(promptLength + logProbabilities.Count)], promptLength, [.. logProbabilities], logProbabilities.Sum(p => (double)p), isFinished);

    private (long[] Tokens, float[] LogProbabilities) Best(TokenRules rules, List<long>[] sequences, long[] read)
    {
        using var scope = NewDisposeScope();
        var logits = decoder.Read(read);
        var best = rules.Apply(logits, sequences).argmax(1, keepdim: true);
        var logProbabilities = nn.functional.log_softmax(logits, 1).gather(1, best);
        return (best.cpu().data<long>().ToArray(), logProbabilities.cpu().data<float>().ToArray());
    }
}
