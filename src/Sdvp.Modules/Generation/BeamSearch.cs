using System.Collections.Immutable;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Generation;

/// <summary>Follows the best few beginnings of each input at once, and ranks what they end in.</summary>
/// <remarks>Reference behaviour: <c>BeamSearchScorer</c> of transformers 4.40.</remarks>
internal sealed class BeamSearch(ITokenDecoder decoder, GenerationOptions options, GenerationTokens tokens)
{
    private readonly int _beams = options.Beams;

    // Enough candidates that as many as beams are left when every other one is an end.
    private readonly int _candidates = Math.Max(2, 1 + tokens.Ends.Length) * options.Beams;

    public ImmutableArray<ImmutableArray<GeneratedSequence>> Run(IReadOnlyList<long[]> prompts, CancellationToken cancellationToken)
    {
        var promptLength = prompts[0].Length;
        var stop = options.StopLength(promptLength);
        var rules = new TokenRules(options, tokens, promptLength);
        BeamHypotheses[] inputs = [.. prompts.Select(_ => new BeamHypotheses(options, stop, promptLength))];
        var isDone = new bool[inputs.Length];
        var beams = OpenBeams.Create(prompts, _beams);
        long[] read = [.. prompts.SelectMany(p => p)];
        for (var length = promptLength; length < stop && !isDone.All(d => d); length++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TokenGenerator.RequirePosition(decoder, length);
            var candidates = Candidates(rules, beams, read, isFirst: length == promptLength);
            var next = new OpenBeams(beams.Count);
            for (var input = 0; input < inputs.Length; input++)
            {
                if (isDone[input])
                {
                    next.Pad(beams, input * _beams, _beams, tokens.Padding);
                    continue;
                }

                Advance(inputs[input], candidates.AsSpan(input * _candidates, _candidates), beams, next, input * _beams);
                isDone[input] = inputs[input].IsDone(candidates[input * _candidates].Sum, length + 1);
            }

            decoder.Select(next.Origins);
            beams = next;
            read = next.LastTokens;
        }

        for (var row = 0; row < beams.Count; row++)
        {
            if (!isDone[row / _beams])
            {
                inputs[row / _beams].Add(beams.Tokens[row], beams.LogProbabilities[row], beams.Sums[row], end: null);
            }
        }

        return [.. inputs.Select(i => i.Ranked.ToImmutableArray())];
    }

    private void Advance(BeamHypotheses input, ReadOnlySpan<BeamCandidate> candidates, OpenBeams beams, OpenBeams next, int firstRow)
    {
        var row = firstRow;
        for (var rank = 0; rank < candidates.Length && row < firstRow + _beams; rank++)
        {
            var candidate = candidates[rank];
            if (!tokens.IsEnd(candidate.Token))
            {
                next.Continue(row++, beams, candidate);
            }
            else if (rank < _beams)
            {
                input.Add(beams.Tokens[candidate.Row], [.. beams.LogProbabilities[candidate.Row], candidate.LogProbability], candidate.Sum, tokens.Ends[0]);
            }
        }
    }

    private BeamCandidate[] Candidates(TokenRules rules, OpenBeams beams, long[] read, bool isFirst)
    {
        using var scope = NewDisposeScope();
        var logits = decoder.Read(read);
        if (isFirst)
        {
            // All beams of an input begin with its prompt, which was read once.
            logits = logits.repeat_interleave(_beams, 0);
            decoder.Select([.. Enumerable.Range(0, beams.Count).Select(row => (long)(row / _beams))]);
        }

        var vocabulary = logits.shape[1];
        var inputs = beams.Count / _beams;
        var logProbabilities = nn.functional.log_softmax(logits, 1);
        var sums = rules.Apply(logProbabilities, beams.Tokens).Plus(tensor(beams.Sums, [beams.Count, 1], device: logits.device));
        var (best, places) = sums.view(inputs, _beams * vocabulary).topk(_candidates, 1);
        var own = logProbabilities.view(inputs, _beams * vocabulary).gather(1, places);
        var bestSums = best.cpu().data<float>().ToArray();
        var ownValues = own.cpu().data<float>().ToArray();
        return [.. places.cpu().data<long>().ToArray().Select((place, i) => new BeamCandidate(
            ((i / _candidates) * _beams) + (int)(place / vocabulary), place % vocabulary, bestSums[i], ownValues[i]))];
    }
}
