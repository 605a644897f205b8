using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Evaluation;
using Sdvp.Samples.Scenes.Tasks;

namespace Sdvp.Samples.Quickstart;

/// <summary>Runs the programs of splits with the modules that are registered now. Results are kept on disk, so that nothing is run twice.</summary>
internal sealed class Evaluations(string folder, IProgramRunner runner, IModuleRegistry registry)
{
    public async Task<StoredEvaluation> EvaluateAsync(string row, string split, SceneData data, CancellationToken cancellationToken)
    {
        var key = KeyOf(data[split]);
        var file = Path.Combine(folder, $"{row}-{split}-{key[..12]}.json");
        if (await TryReadAsync(file, key, cancellationToken) is { } stored)
        {
            return stored;
        }

        using var bar = new ProgressBar($"{row}: {split}");
        var (oracle, examples) = (data.OracleOf(split), data[split]);
        var (right, steps, done) = (0, 0, 0);
        var evaluation = await new ProgramEvaluator(runner).EvaluateAsync(examples, OnRun, cancellationToken);
        var result = new StoredEvaluation(key, evaluation.Outcomes, right, steps);
        await WriteAsync(file, result, cancellationToken);
        return result;

        void OnRun(TaskExample example, ProgramRun run)
        {
            bar.Report((++done, examples.Length));
            foreach (var record in run.Records)
            {
                if (oracle.AnswerFor(record) is { } gold)
                {
                    steps++;
                    right += record.Value is TextValue answer && AnswerNormalizer.Default.AreEqual(answer.Text, gold) ? 1 : 0;
                }
            }
        }
    }

    private static async Task<StoredEvaluation?> TryReadAsync(string file, string key, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        await using var stream = File.OpenRead(file);
        var stored = await JsonSerializer.DeserializeAsync<StoredEvaluation>(stream, cancellationToken: cancellationToken);
        return stored?.Key == key ? stored : null;
    }

    private static async Task WriteAsync(string file, StoredEvaluation result, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllBytesAsync(file + ".tmp", JsonSerializer.SerializeToUtf8Bytes(result), cancellationToken);
        File.Move(file + ".tmp", file, overwrite: true);
    }

    private string KeyOf(IEnumerable<TaskExample> split)
    {
        var versions = registry.Snapshot.Values.OrderBy(m => m.Signature.Name, StringComparer.Ordinal).Select(m => $"{m.Signature.Name}={m.Version.Id}");
        var examples = split.Select(e => $"{e.Id} {e.Program.Id} {e.Answer}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', versions.Concat(examples)))));
    }
}
