using System.Text;
using Sdvp.Core.Recording;

namespace Sdvp.Distillation.Evaluation.Nlvr2;

/// <summary>Reads and writes predictions in NLVR2's format: a line <c>identifier,True</c> for each example.</summary>
public static class Nlvr2PredictionFile
{
    /// <summary>Reads predictions. Of two for one example the later counts, further columns are passed over, as in the official script; so are empty lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to do about unusable lines. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <returns>The prediction as it stands, by identifier.</returns>
    /// <exception cref="InvalidDatasetException">A line has no comma, and the options name nobody to tell. The key is the number of the line.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path, DatasetReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Parse(File.ReadLines(path, Encoding.UTF8), path, options);
    }

    /// <summary>Reads predictions from lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <param name="options">What to do about unusable lines. Default: <see cref="DatasetReadOptions"/> as they are.</param>
    /// <returns>The prediction as it stands, by identifier.</returns>
    /// <exception cref="InvalidDatasetException">A line has no comma, and the options name nobody to tell. The key is the number of the line.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> lines, string source, DatasetReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var predictions = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = PythonText.Strip(line);
            if (text.Length == 0)
            {
                continue;
            }

            var columns = text.Split(',');
            if (columns.Length > 1)
            {
                predictions[columns[0]] = columns[1];
                continue;
            }

            var error = new InvalidDatasetException(source, $"line {number}", null, $"This is '{text}', but identifier,prediction is expected, such as dev-850-0-1,True.");
            (options?.OnError ?? throw error)(error);
        }

        return predictions;
    }

    /// <summary>Writes a file, under a temporary name until it is whole.</summary>
    /// <param name="path">The file; replaced if it exists, its folder made if absent.</param>
    /// <param name="predictions">Identifiers with what was predicted.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    public static Task WriteAsync(string path, IEnumerable<KeyValuePair<Nlvr2Identifier, bool>> predictions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return AtomicFile.WriteAsync(
            path,
            async stream =>
            {
                await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
                foreach (var (identifier, prediction) in predictions)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await writer.WriteLineAsync($"{identifier},{prediction}");
                }
            },
            cancellationToken);
    }
}
