using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Tests.Training.Killing;

/// <summary>Writes down what a teacher is asked, and that its answers are kept. Lines outlive the process that wrote them.</summary>
internal sealed class AskedLog(string path)
{
    private const string Begin = "begin";
    private const string Kept = "kept";

    private bool _hasBegun;

    public void Ask(IReadOnlyList<TeacherQuery> queries) => Append([.. queries.Select(q => q.ComputeContentId())]);

    /// <summary>The answers so far have been taken over.</summary>
    public void Keep() => Append([Kept]);

    /// <summary>Reads a log.</summary>
    /// <returns>The queries that were asked, and those that were asked again though their answers had been kept.</returns>
    public static (IReadOnlySet<string> Asked, IReadOnlyList<string> Twice) Read(string path)
    {
        var (asked, kept, pending, twice) = (new HashSet<string>(), new HashSet<string>(), new List<string>(), new List<string>());
        foreach (var line in File.ReadLines(path))
        {
            switch (line)
            {
                case Begin:
                    // What was on its way when the process died was not made.
                    pending.Clear();
                    break;
                case Kept:
                    kept.UnionWith(pending);
                    break;
                default:
                    asked.Add(line);
                    pending.Add(line);
                    twice.AddRange(kept.Contains(line) ? [line] : []);
                    break;
            }
        }

        return (asked, twice);
    }

    private void Append(string[] lines)
    {
        File.AppendAllText(path, string.Concat((_hasBegun ? lines : [Begin, .. lines]).Select(l => l + "\n")));
        _hasBegun = true;
    }
}
