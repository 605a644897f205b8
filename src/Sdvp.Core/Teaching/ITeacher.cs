using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Teaching;

/// <summary>A small expert of one task. Knows the task's questions, nothing of programs and steps. Thread-safe.</summary>
public interface ITeacher
{
    /// <summary>The identity of what this teacher answers; part of the key of cached answers.</summary>
    ModuleVersion Version { get; }

    /// <summary>Images that a query has: 1 for GQA-like tasks, 2 for NLVR2-like ones.</summary>
    int ImagesPerQuery { get; }

    /// <summary>Every answer that this teacher can give.</summary>
    ImmutableHashSet<string> AnswerSpace { get; }

    /// <summary>Answers queries.</summary>
    /// <param name="queries">The queries; at least one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One answer for each query, in their order.</returns>
    ValueTask<IReadOnlyList<TeacherAnswer>> AnswerAsync(IReadOnlyList<TeacherQuery> queries, CancellationToken cancellationToken = default);
}
