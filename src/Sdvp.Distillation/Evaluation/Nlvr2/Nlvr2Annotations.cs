using System.Collections.Immutable;
using System.Text;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>The linguistic phenomena of sentences, from a file such as <c>annotated_dev_examples.txt</c>.</summary>
/// <param name="Sentences">Annotated sentences, repetitions included.</param>
/// <param name="BySentence">The phenomena of each sentence.</param>
/// <param name="Categories">All phenomena, in the order of names.</param>
public sealed record Nlvr2Annotations(
    int Sentences, ImmutableDictionary<string, ImmutableArray<string>> BySentence, ImmutableSortedSet<string> Categories)
{
    /// <summary>Reads a file: blocks separated by an empty line, in each the sentence and a line <c>- phenomenon</c> for each of its phenomena.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The annotations.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Nlvr2Annotations Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadAllText(path, Encoding.UTF8));
    }

    /// <summary>Reads annotations from text. As in the official script, a sentence that stands twice keeps the phenomena of its last place.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The annotations.</returns>
    public static Nlvr2Annotations Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split("\n\n").Where(b => PythonText.Strip(b).Length > 0).ToArray();
        var bySentence = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var categories = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            var lines = block.Split('\n');
            ImmutableArray<string> named = [.. lines.Skip(1).Select(line => line.Length > 2 ? line[2..] : "")];
            bySentence[lines[0]] = named;
            categories.UnionWith(named);
        }

        return new Nlvr2Annotations(blocks.Length, bySentence.ToImmutable(), categories.ToImmutable());
    }
}
