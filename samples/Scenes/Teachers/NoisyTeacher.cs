using System.Collections.Immutable;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Teachers;

/// <summary>
/// A teacher that is wrong on purpose: at a share of queries the best answer changes places with another of the same kind. Which queries, and which answer, follows
/// from seed and content of the query, so that the same query is always answered the same way. Thread-safe where the inner teacher is.
/// </summary>
public sealed class NoisyTeacher : ITeacher
{
    private readonly ITeacher _inner;
    private readonly double _share;
    private readonly double _confidenceFactor;
    private readonly long _seed;

    /// <summary>Initialises the teacher.</summary>
    /// <param name="inner">The teacher behind it.</param>
    /// <param name="share">Share of queries at which the answer is changed, in [0, 1].</param>
    /// <param name="seed">Decides which queries.</param>
    /// <param name="confidenceFactor">What the probability of a changed answer is multiplied by, in (0, 1]: below 1 the teacher is less sure where it is wrong. Default: 1.</param>
    public NoisyTeacher(ITeacher inner, double share, long seed, double confidenceFactor = 1)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidenceFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(confidenceFactor, 1);
        _inner = inner;
        _share = share;
        _seed = seed;
        _confidenceFactor = confidenceFactor;
        Version = new ModuleVersion(string.Create(CultureInfo.InvariantCulture, $"{inner.Version.Id} noise {share:R} × {confidenceFactor:R} seed {seed}"));
    }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public int ImagesPerQuery => _inner.ImagesPerQuery;

    /// <inheritdoc/>
    public ImmutableHashSet<string> AnswerSpace => _inner.AnswerSpace;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var answers = await _inner.AnswerAsync(queries, cancellationToken);
        return [.. queries.Zip(answers, Spoil)];
    }

    private TeacherAnswer Spoil(TeacherQuery query, TeacherAnswer answer)
    {
        var number = Convert.ToInt64(query.ComputeContentId()[..15], 16);
        var random = SceneRandom.For(_seed, 7, number);
        return random.NextBool(_share) && Another(answer.Distribution.Top, random) is { } other ? new TeacherAnswer(Swap(answer.Distribution, other)) : answer;
    }

    private string? Another(string answer, SceneRandom random)
    {
        ImmutableArray<ImmutableArray<string>> kinds =
        [
            ["yes", "no"], ["true", "false"], SceneVocabulary.Colors, SceneVocabulary.Shapes, SceneVocabulary.Sizes, SceneVocabulary.Patterns,
            SceneVocabulary.Quadrants, SceneVocabulary.Names, [.. Enumerable.Range(0, SceneVocabulary.MaxCount + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))],
        ];
        var kind = kinds.FirstOrDefault(k => k.Contains(answer));
        var others = kind.IsDefault ? [] : kind.Where(a => a != answer && AnswerSpace.Contains(a)).ToList();
        return others.Count == 0 ? null : random.Pick(others);
    }

    private AnswerDistribution Swap(AnswerDistribution distribution, string other)
    {
        var (top, best, its) = (distribution.Top, distribution.Confidence, distribution.ProbabilityOf(other));
        var moved = best * (1 - _confidenceFactor);
        return new AnswerDistribution(distribution.Answers.Where(a => a.Key != top && a.Key != other)
            .Append(new(other, best - moved)).Append(new(top, its + moved)));
    }
}
