using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;

namespace Sdvp.Samples.Study.Running;

/// <summary>The teachers of two tasks as one, for learning both at once. Which one a query is for shows in its number of images.</summary>
internal sealed class JointTeacher : ITeacher
{
    private readonly ImmutableArray<ITeacher> _teachers;

    public JointTeacher(ITeacher first, ITeacher second)
    {
        if (first.ImagesPerQuery == second.ImagesPerQuery)
        {
            throw new ArgumentException($"Both teachers take {first.ImagesPerQuery} image(s) a query; expected are different numbers, for they tell the queries apart.", nameof(second));
        }

        _teachers = [first, second];
        Version = new ModuleVersion($"{first.Version.Id} and {second.Version.Id}");
    }

    public ModuleVersion Version { get; }

    public int ImagesPerQuery => _teachers.Max(t => t.ImagesPerQuery);

    public ImmutableHashSet<string> AnswerSpace => [.. _teachers.SelectMany(t => t.AnswerSpace)];

    public async ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default)
    {
        var answers = new TeacherAnswer[queries.Count];
        foreach (var teacher in _teachers)
        {
            int[] own = [.. Enumerable.Range(0, queries.Count).Where(i => queries[i].Images.Length == teacher.ImagesPerQuery)];
            if (own.Length > 0)
            {
                var given = await teacher.AnswerAsync([.. own.Select(i => queries[i])], cancellationToken);
                for (var i = 0; i < own.Length; i++)
                {
                    answers[own[i]] = given[i];
                }
            }
        }

        return answers;
    }
}
