namespace Sdvp.Samples.Study.World.Folders;

/// <summary>A folder in NLVR2's layout: <c>train.json</c> and <c>dev.json</c> in it or in <c>data</c>, images as <see cref="Sdvp.Distillation.Evaluation.Nlvr2.Nlvr2Paths"/> says.</summary>
internal sealed class Nlvr2Folder
{
    private Nlvr2Folder(string path, QuestionSet train, QuestionSet test) => (Path, Train, Test) = (path, train, test);

    public string Path { get; }

    /// <summary>Statements to learn from.</summary>
    public QuestionSet Train { get; }

    /// <summary>Statements to measure with.</summary>
    public QuestionSet Test { get; }

    /// <summary>Finds the statement files.</summary>
    /// <exception cref="FileNotFoundException">They are not there; where they were looked for is said.</exception>
    public static Nlvr2Folder Open(string path) => new(System.IO.Path.GetFullPath(path), Find(path, "train"), Find(path, "dev"));

    private static QuestionSet Find(string path, string split)
    {
        string[] candidates = [System.IO.Path.Combine(path, "data", split + ".json"), System.IO.Path.Combine(path, split + ".json")];
        return candidates.FirstOrDefault(File.Exists) is { } file
            ? new QuestionSet(split, file)
            : throw new FileNotFoundException($"There is neither {string.Join(" nor ", candidates)}; expected is NLVR2's layout: data/train.json, data/dev.json, images/train/0 to 99, dev.");
    }
}
