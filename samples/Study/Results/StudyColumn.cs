using System.Collections.Immutable;

namespace Sdvp.Samples.Study.Results;

/// <summary>What is measured, and when.</summary>
/// <param name="Name">Its name in data.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Baseline">The column of <see cref="Rows.Before"/> that it is compared with: the same examples.</param>
internal sealed record StudyColumn(string Name, string Title, string Baseline)
{
    /// <summary>Task A, right after training on A.</summary>
    public static readonly StudyColumn TaskA = new("taskA", "task A", "taskA");

    /// <summary>Task B, right after training on B.</summary>
    public static readonly StudyColumn TaskB = new("taskB", "task B", "taskB");

    /// <summary>Task A, after training on A and then on B.</summary>
    public static readonly StudyColumn TaskAAfterB = new("taskAafterB", "A after B", "taskA");

    /// <summary>Task B, after training on B and then on A; measured where the order is the other one.</summary>
    public static readonly StudyColumn TaskBAfterA = new("taskBafterA", "B after A", "taskB");

    /// <summary>What the modules were made for, after both tasks.</summary>
    public static readonly StudyColumn General = new("general", "general", "general");

    /// <summary>A family of questions that no task asks, after both tasks.</summary>
    public static readonly StudyColumn UnseenFirst = new("unseen-1", "unseen family 1", "unseen-1");

    /// <summary>A second such family, after both tasks.</summary>
    public static readonly StudyColumn UnseenSecond = new("unseen-2", "unseen family 2", "unseen-2");

    /// <summary>Scenes of a look that no task has, after both tasks.</summary>
    public static readonly StudyColumn UnseenScenes = new("unseen-scenes", "unseen scenes", "unseen-scenes");

    /// <summary>The unseen families.</summary>
    public static readonly ImmutableArray<StudyColumn> Unseen = [UnseenFirst, UnseenSecond, UnseenScenes];

    /// <summary>What tasks must leave as it was, besides earlier tasks.</summary>
    public static readonly ImmutableArray<StudyColumn> Untaught = [General, .. Unseen];

    /// <summary>All columns in the order of printing.</summary>
    public static readonly ImmutableArray<StudyColumn> All = [TaskA, TaskB, TaskAAfterB, TaskBAfterA, General, .. Unseen];

    /// <summary>How sentences call it.</summary>
    public string Phrase => Name switch
    {
        "general" => "general questions",
        "unseen-1" => "the first unseen family",
        "unseen-2" => "the second unseen family",
        "unseen-scenes" => "unseen scenes",
        _ => Title,
    };
}
