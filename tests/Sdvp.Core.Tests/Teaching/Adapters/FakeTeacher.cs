using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;

namespace Sdvp.Core.Tests.Teaching.Adapters;

internal sealed class FakeTeacher(int images, Func<TeacherQuery, AnswerDistribution> answer, params string[] answers) : ITeacher
{
    public ModuleVersion Version { get; } = new("fake");

    public int ImagesPerQuery => images;

    public ImmutableHashSet<string> AnswerSpace { get; } = [.. answers];

    public ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new([.. queries.Select(q => new TeacherAnswer(answer(q)))]);
    }

    public static AnswerDistribution Distribution(params (string Answer, double Probability)[] answers) =>
        new(answers.Select(a => KeyValuePair.Create(a.Answer, a.Probability)));

    public static AnswerDistribution Truth(double probability) => Distribution(("true", probability), ("false", 1 - probability));
}
