using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Knows the colour of an image, and whether it is bright. Counts what it is asked.</summary>
internal sealed class ToyTeacher(string version = "toy-teacher") : ITeacher
{
    private int _queries;

    public int Queries => _queries;

    public ModuleVersion Version { get; } = new(version);

    public int ImagesPerQuery => 1;

    public ImmutableHashSet<string> AnswerSpace => ["red", "green", "blue", "yes", "no"];

    public Func<IReadOnlyList<TeacherAnswer>, IReadOnlyList<TeacherAnswer>> Spoil { get; init; } = answers => answers;

    /// <summary>Told what is asked.</summary>
    public Action<IReadOnlyList<TeacherQuery>>? Asked { get; init; }

    public ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default)
    {
        Asked?.Invoke(queries);
        Interlocked.Add(ref _queries, queries.Count);
        return new(Spoil([.. queries.Select(Answer)]));
    }

    private static TeacherAnswer Answer(TeacherQuery query)
    {
        var image = query.Images[0].Pixels;
        var answer = query.Text == "colour" ? ToyImages.ColourOf(image) : ToyImages.MeanColour(image).Sum() > 1.5 ? "yes" : "no";
        return new TeacherAnswer(new AnswerDistribution([new(answer, 0.9), new("nothing", 0.1)]));
    }
}
