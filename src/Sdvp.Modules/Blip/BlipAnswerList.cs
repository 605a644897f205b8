using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>Given answers, to be scored exactly: each by the probability that the network gives to writing it and ending.</summary>
internal sealed class BlipAnswerList
{
    /// <summary>Most answers, over all questions of a batch, that go through the decoder together.</summary>
    private const int MostRows = 128;

    private readonly ImmutableArray<string> _answers;
    private readonly ImmutableArray<ImmutableArray<long>> _tokens;

    /// <exception cref="ArgumentException">The network cannot write one of the answers.</exception>
    public BlipAnswerList(IEnumerable<string> answers, BlipInputs inputs)
    {
        _answers = [.. answers];
        _tokens = [.. _answers.Select(a => inputs.EncodeAnswer(a, before: 1) is { } tokens
            ? tokens.ToImmutableArray()
            : throw new ArgumentException($"The network cannot write the answer '{a}': it is too long, or has signs that the vocabulary lacks. Leave it out of o.Answers."))];
    }

    /// <summary>A result for each question.</summary>
    public IEnumerable<ModuleResult> Score(BlipVqaRunner runner, (Tensor Questions, Tensor? IsToken) read, CancellationToken cancellationToken)
    {
        var questions = (int)read.Questions.shape[0];
        var scores = new float[questions * _answers.Length];
        foreach (var chunk in Enumerable.Range(0, _answers.Length).Chunk(Math.Max(1, MostRows / questions)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sequences = Enumerable.Range(0, questions).SelectMany(q => chunk.Select(a => new TokenSequence(q, _tokens[a]))).ToArray();
            var values = runner.LogProbabilities(read, sequences);
            for (var i = 0; i < values.Length; i++)
            {
                scores[(sequences[i].Input * _answers.Length) + chunk[i % chunk.Length]] = values[i];
            }
        }

        return scores.Chunk(_answers.Length).Select(ToResult);
    }

    public override string ToString() => string.Join('\n', _answers);

    private ModuleResult ToResult(float[] logProbabilities)
    {
        var most = logProbabilities.Max();
        var weights = logProbabilities.Select(p => MathF.Exp(p - most)).ToArray();
        var sum = weights.Sum();
        var distribution = AnswerProbabilities.ToDistribution(_answers, weights.Select(w => w / sum).ToArray());
        return ModuleResult.FromValue(new TextValue(distribution.Top)) with { Distribution = distribution };
    }
}
