using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Teaching;

namespace Sdvp.Distillation.Labelling;

/// <summary>
/// Teacher answers on disk, by teacher version and content of the query. One JSON line an answer, only ever appended to: a process
/// that is killed while it writes loses at most its last line, which the next one drops. Probabilities come back bit by bit.
/// Thread-safe; one process at a time opens a file.
/// </summary>
public sealed class TeacherCache : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ModuleVersion Teacher, string Query), TeacherAnswer> _answers = [];
    private readonly FileStream _file;

    private TeacherCache(FileStream file) => _file = file;

    /// <summary>Answers in the cache.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _answers.Count;
            }
        }
    }

    /// <summary>Opens a cache, or makes it.</summary>
    /// <param name="path">The file; its folder is made if absent.</param>
    /// <returns>The cache; the caller disposes it.</returns>
    /// <exception cref="InvalidDataException">A line is damaged that is not the last one.</exception>
    /// <exception cref="IOException">The file cannot be opened, for example because another process has it open.</exception>
    public static TeacherCache Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var cache = new TeacherCache(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        try
        {
            cache.ReadAll(path);
            return cache;
        }
        catch
        {
            cache.Dispose();
            throw;
        }
    }

    /// <summary>Gives an answer.</summary>
    /// <param name="teacher">The teacher's version.</param>
    /// <param name="queryId"><see cref="TeacherQuery.ComputeContentId"/> of the query.</param>
    /// <returns>The answer; null where the cache has none.</returns>
    public TeacherAnswer? Find(ModuleVersion teacher, string queryId)
    {
        lock (_gate)
        {
            return _answers.GetValueOrDefault((teacher, queryId));
        }
    }

    /// <summary>Adds answers and writes them through to the file.</summary>
    /// <param name="teacher">The teacher's version.</param>
    /// <param name="answers">Answers with <see cref="TeacherQuery.ComputeContentId"/> of their queries. Those that the cache has already are left as they are.</param>
    /// <exception cref="IOException">They cannot be written; the cache is as it was before.</exception>
    public void Add(ModuleVersion teacher, IEnumerable<KeyValuePair<string, TeacherAnswer>> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        lock (_gate)
        {
            using var lines = new MemoryStream();
            var added = new Dictionary<(ModuleVersion Teacher, string Query), TeacherAnswer>();
            foreach (var (queryId, answer) in answers)
            {
                if (!_answers.ContainsKey((teacher, queryId)) && added.TryAdd((teacher, queryId), answer))
                {
                    TeacherCacheLine.Write(lines, teacher, queryId, answer);
                }
            }

            var end = _file.Position;
            try
            {
                _file.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
            }
            catch
            {
                // A line that was cut off must not stand before others.
                _file.Position = end;
                _file.SetLength(end);
                throw;
            }

            foreach (var (key, answer) in added)
            {
                _answers.Add(key, answer);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void ReadAll(string path)
    {
        using var reader = new StreamReader(_file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        long complete = 0;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            // The last line is whole only if its line break was written, too.
            var end = complete + Encoding.UTF8.GetByteCount(line) + 1;
            if (end > _file.Length)
            {
                break;
            }

            var (teacher, query, answer) = TeacherCacheLine.Parse(line, path, number);
            _answers[(teacher, query)] = answer;
            complete = end;
        }

        _file.SetLength(complete);
        _file.Position = complete;
    }
}
