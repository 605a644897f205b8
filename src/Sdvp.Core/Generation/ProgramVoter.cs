using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>
/// Answers questions by the majority of sampled programs: each program runs once, however many samples wrote it, and every sample has a vote.
/// Answers of the host's fallback have none; they count where no program came to an answer. Thread-safe.
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
        var runs = await RunAsync(generation, inputs, cancellationToken);
        var byProgram = runs.ToDictionary(run => run.ProgramId, StringComparer.Ordinal);
        var votes = generation.Programs.Select(program => byProgram[program.Id])
            .Where(run => run is { Error: null, Fallback: null, Value: not null })
            .GroupBy(run => KeyOf(run.Value!), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ToArray();
        return new ProgramVote
        {
            Generation = generation,
            Runs = runs,
            Counts = [.. votes.Select(group => new VoteCount(AnswerNormalizer.ToText(group.First().Value!), group.Count()))],
            Winner = votes.FirstOrDefault()?.First() ?? runs.FirstOrDefault(run => run.Value is not null),
        };
    }

    // Where there is no program its failure runs, so that the host's fallback is asked and counted.
    private async Task<ImmutableArray<ProgramRun>> RunAsync(
        ProgramGeneration generation, ImmutableDictionary<string, ProgramValue> inputs, CancellationToken cancellationToken)
    {
        var request = generation.Request;
        var requests = generation.Candidates.Where(c => c.Program is not null).DistinctBy(c => c.Program!.Id, StringComparer.Ordinal)
            .Select((c, i) => new ProgramRequest(i == 0 ? request.Id : $"{request.Id}#{c.Sample}", c.Program!, inputs) { Question = request.Question })
            .DefaultIfEmpty(new ProgramRequest(request.Id, generation.GetProgramOrRefused(), inputs) { Question = request.Question });
        var runs = ImmutableArray.CreateBuilder<ProgramRun>();
        await foreach (var run in _runner.RunAsync(requests, cancellationToken))
        {
            runs.Add(run);
        }

        return runs.DrainToImmutable();
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
