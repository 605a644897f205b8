using System.Collections.Immutable;

namespace Sdvp.Samples.Study.World.Folders;

/// <summary>A folder in GQA's layout: <c>images/ID.jpg</c>, and the question files in it, in <c>questions</c> or in <c>questions1.2</c>.</summary>
internal sealed class GqaFolder
{
    private static readonly ImmutableArray<string> TrainNames = ["train_balanced_questions", "train_all_questions"];
    private static readonly ImmutableArray<string> TestNames = ["testdev_balanced_questions", "val_balanced_questions", "testdev_all_questions", "val_all_questions"];

    private GqaFolder(string path, QuestionSet train, QuestionSet test) => (Path, Train, Test) = (path, train, test);

    public string Path { get; }

    /// <summary>Questions to learn from.</summary>
    public QuestionSet Train { get; }

    /// <summary>Questions to measure with, which have answers.</summary>
    public QuestionSet Test { get; }

    /// <summary>Finds the question files.</summary>
    /// <exception cref="FileNotFoundException">They are not there; where they were looked for is said.</exception>
    public static GqaFolder Open(string path) => new(System.IO.Path.GetFullPath(path), Find(path, TrainNames), Find(path, TestNames));

    private static QuestionSet Find(string path, ImmutableArray<string> names)
    {
        ImmutableArray<string> folders = [path, System.IO.Path.Combine(path, "questions"), System.IO.Path.Combine(path, "questions1.2")];
        foreach (var name in names)
        {
            foreach (var candidate in folders.SelectMany(f => new[] { System.IO.Path.Combine(f, name + ".json"), System.IO.Path.Combine(f, name) }))
            {
                if (File.Exists(candidate) || Directory.Exists(candidate))
                {
                    return new QuestionSet(name[..name.IndexOf('_', StringComparison.Ordinal)], candidate);
                }
            }
        }

        throw new FileNotFoundException(
            $"There is none of {string.Join(", ", names.Select(n => n + ".json"))} in {string.Join(" or ", folders)}; expected is GQA's layout: question files, and images in the folder images.");
    }
}
