using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Sdvp.Distillation.Training;

/// <summary>What a work folder keeps of one task. Held by one distillation at a time.</summary>
internal sealed class TaskFolder : IDisposable
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private readonly FileStream _lock;

    private TaskFolder(string path, FileStream gate)
    {
        Path = path;
        _lock = gate;
    }

    public string Path { get; }

    public static TaskFolder Open(string workFolder, string task)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(workFolder), task);
        Directory.CreateDirectory(path);
        try
        {
            return new TaskFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new IOException(
                $"Another distillation works in {path}: {error.Message} Wait for it, or choose another {nameof(StepwiseDistillerOptions.WorkFolder)}.", error);
        }
    }

    public TrainingFiles FilesOf(string module) => new(Path, module);

    /// <summary>The files of a module in one of some rounds.</summary>
    public TrainingFiles FilesOf(string module, int round, int rounds)
    {
        var before = round > 1 ? FilesOf(module, round - 1, rounds) : null;
        return new TrainingFiles(Path, module, round == rounds ? null : round) { Before = before is not null && File.Exists(before.Trained) ? before : null };
    }

    /// <summary>Checks that what is kept belongs to this task, and gives what it was begun with.</summary>
    /// <exception cref="InvalidOperationException">Something has changed, and the task may not begin anew.</exception>
    public TaskIdentity Claim(TaskIdentity identity, IReadOnlyCollection<string> trainable, bool restartOnChange, ILogger logger)
    {
        if (TryRead<TaskIdentity>("task.json") is { } begun)
        {
            var trained = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var module in trainable)
            {
                if (TrainedModule.TryRead(FilesOf(module).Trained) is { } done)
                {
                    trained[module] = done.Version.Id;
                }
            }

            string[] changes = [.. identity.ChangesSince(begun, trained)];
            if (changes.Length == 0)
            {
                return begun;
            }

            if (!restartOnChange)
            {
                throw new InvalidOperationException(
                    $"{Path} holds the same task with other content: {string.Join("; ", changes)}. Give the task another name, "
                    + $"choose another {nameof(StepwiseDistillerOptions.WorkFolder)}, or set {nameof(StepwiseDistillerOptions.RestartOnChange)} to begin anew.");
            }

            logger.LogWarning("The task in {Folder} begins anew, because it has changed: {Changes}", Path, string.Join("; ", changes));
        }

        Clear();
        Write("task.json", identity);
        return identity;
    }

    public ProgramAccuracy? ReadBefore() => TryRead<ProgramAccuracy>("before.json");

    public void WriteBefore(ProgramAccuracy accuracy) => Write("before.json", accuracy);

    /// <summary>What the teacher failed at in this task, by the query's content id.</summary>
    public IReadOnlyDictionary<string, string> ReadTeacherFailures() => TryRead<Dictionary<string, string>>("teacher-failures.json") ?? [];

    public void WriteTeacherFailures(IReadOnlyDictionary<string, string> failures) => Write("teacher-failures.json", failures);

    public StoredResult? ReadResult() => TryRead<StoredResult>("result.json");

    public void WriteResult(StoredResult result) => Write("result.json", result);

    public void Dispose() => _lock.Dispose();

    private void Clear()
    {
        // Another training may have none, and would be taken to have this one.
        foreach (var adapter in Directory.EnumerateDirectories(Path, "*" + TrainingFiles.AdapterSuffix))
        {
            Directory.Delete(adapter, recursive: true);
        }

        // What the rest belongs to goes last: a process that is killed here finds the change again.
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles().Where(f => f.Name != "lock").OrderBy(f => f.Name == "task.json"))
        {
            file.Delete();
        }
    }

    private T? TryRead<T>(string name)
        where T : class
    {
        var path = System.IO.Path.Combine(Path, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is damaged: {error.Message} Remove {Path} to begin the task anew.", error);
        }
    }

    private void Write<T>(string name, T value)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path + ".tmp", JsonSerializer.SerializeToUtf8Bytes(value, Json));
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
