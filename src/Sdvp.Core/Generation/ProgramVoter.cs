using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>
/// Answers questions by the majority of sampled programs: each program runs once, however many samples wrote it, and every sample has a vote.
/// Thread-safe.
/// </summary>
/// <param name="generator">Writes the programs.</param>
/// <param name="runner">Runs them.</param>
/// <param name="normalizer">Says which answers are the same. Default: <see cref="AnswerNormalizer.Default"/>.</param>
public sealed class ProgramVoter(IProgramGenerator generator, IProgramRunner runner, AnswerNormalizer? normalizer = null)
{
    private readonly IProgramGenerator _generator = generator ?? throw new ArgumentNullException(nameof(generator));
    private readonly IProgramRunner _runner = runner ?? throw new ArgumentNullException(nameof(runner));
    private readonly AnswerNormalizer _normalizer = normalizer ?? AnswerNormalizer.Default;

    /// <summary>Answers a question. What goes wrong stands in the result and is not thrown.</summary>
    /// <param name="request">The question.</param>
    /// <param name="inputs">Values of the programs' input variables.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, its votes, and the runs. The first run has the request's id, others <c>id#n</c> with the number of their sample.</returns>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<ProgramVote> VoteAsync(
        GenerationRequest request, ImmutableDictionary<string, ProgramValue> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(inputs);
        var generation = await _generator.GenerateAsync(request, cancellationToken);
        var samples = generation.Candidates.Where(c => c.Program is not null).ToArray();
        var first = samples.DistinctBy(c => c.Program!.Id, StringComparer.Ordinal).ToArray();
        var runs = ImmutableArray.CreateBuilder<ProgramRun>(first.Length);
        await foreach (var run in _runner.RunAsync(first.Select((c, i) => new ProgramRequest(i == 0 ? request.Id : $"{request.Id}#{c.Sample}", c.Program!, inputs)), cancellationToken))
        {
            runs.Add(run);
        }

        var byProgram = runs.ToDictionary(run => run.ProgramId, StringComparer.Ordinal);
        var votes = samples.Select(c => byProgram[c.Program!.Id]).Where(run => run.Error is null && run.Value is not null)
            .GroupBy(run => KeyOf(run.Value!), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ToArray();
        return new ProgramVote
        {
            Generation = generation,
            Runs = runs.DrainToImmutable(),
            Counts = [.. votes.Select(group => new VoteCount(AnswerNormalizer.ToText(group.First().Value!), group.Count()))],
            Winner = votes.FirstOrDefault()?.First(),
        };
    }

    // Images and regions have no spelling that could differ: they agree where they are equal.
    private string KeyOf(ProgramValue value)
    {
        if (value is ImageValue image)
        {
            return $"image {image.Pixels.ContentId}";
        }

        var text = AnswerNormalizer.ToText(value);
        var normal = value is RegionsValue ? "" : _normalizer.Normalize(text);
        return normal.Length > 0 ? $"text {normal}" : $"{value.Type} {text}";
    }
}
