using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution;

/// <summary>
/// Runs in a folder: <c>records.jsonl</c> holds one run a line with all of its records, <c>images/ab/ab….png</c> each root
/// image once, named by its <see cref="Values.ImageBuffer.ContentId"/>. A run is there whole or not at all, also after the
/// process was killed: a last line that was not finished is dropped when the store is opened.
/// </summary>
/// <remarks>
/// Thread-safe. One store is open on a folder at a time; a second gets an <see cref="IOException"/>.
/// What is read equals what was written, doubles to the last bit; of an error the message and the place remain, not its cause.
/// </remarks>
public sealed class ProgramRunStore : IDisposable
{
    private const byte NewLine = (byte)'\n';

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 1000 };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly List<(long Offset, int Length)> _lines = [];
    private readonly ImageFiles _images;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private long _end;

    /// <summary>Opens a folder, or makes it.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidRecordException">The folder's records are damaged; file, line and field are named.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another store has it open.</exception>
    public ProgramRunStore(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
        _images = new ImageFiles(Path.Combine(Folder, "images"));
        _path = Path.Combine(Folder, "records.jsonl");
        _file = File.OpenHandle(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            IndexLines();
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Runs in the store.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>Whether a run is in the store, so that a program that goes on after a stop can skip it.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>True where it is.</returns>
    public bool Contains(string runId)
    {
        ArgumentNullException.ThrowIfNull(runId);
        lock (_lock)
        {
            return _byId.ContainsKey(runId);
        }
    }

    /// <summary>Adds a run. When this returns, the operating system has it.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="ArgumentException">A run of this id is there already.</exception>
    /// <exception cref="IOException">The run cannot be written; the store is as it was before.</exception>
    public void Append(ProgramRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var line = Serialize(run);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_file.IsClosed, this);
            if (_byId.ContainsKey(run.Id))
            {
                throw new ArgumentException($"A run {run.Id} is in {_path} already; give each run that is recorded there an id of its own.", nameof(run));
            }

            try
            {
                RandomAccess.Write(_file, line, _end);
            }
            catch
            {
                RandomAccess.SetLength(_file, _end);
                throw;
            }

            Add(run.Id, line.Length - 1);
        }
    }

    /// <summary>Reads the runs that are there now, in the order they were added; each when it is asked for.</summary>
    /// <returns>The runs.</returns>
    /// <exception cref="InvalidRecordException">A run or an image is damaged; file, line and field are named.</exception>
    public IEnumerable<ProgramRun> ReadAll()
    {
        var count = Count;
        for (var i = 0; i < count; i++)
        {
            yield return ReadLine(i);
        }
    }

    /// <summary>Reads one run.</summary>
    /// <param name="runId">The run's id.</param>
    /// <returns>The run; null where it is not in the store.</returns>
    /// <exception cref="InvalidRecordException">The run or an image is damaged; file, line and field are named.</exception>
    public ProgramRun? Find(string runId)
    {
        ArgumentNullException.ThrowIfNull(runId);
        int index;
        lock (_lock)
        {
            if (!_byId.TryGetValue(runId, out index))
            {
                return null;
            }
        }

        return ReadLine(index);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private byte[] Serialize(ProgramRun run)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            ProgramRunJson.Write(json, run, _images);
        }

        buffer.Write([NewLine]);
        return buffer.WrittenSpan.ToArray();
    }

    private ProgramRun ReadLine(int index)
    {
        (long Offset, int Length) line;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_file.IsClosed, this);
            line = _lines[index];
        }

        var bytes = new byte[line.Length];
        var read = JsonLineScanner.ReadFully(_file, bytes, line.Offset);
        return read == bytes.Length
            ? Parse(bytes, index + 1, field => ProgramRunJson.Read(field, _images))
            : throw new InvalidRecordException(_path, index + 1, null, "the file was cut while it was open");
    }

    private void IndexLines()
    {
        foreach (var line in JsonLineScanner.Scan(_file))
        {
            var number = _lines.Count + 1;
            var id = Parse(line, number, ProgramRunJson.ReadId);
            if (_byId.ContainsKey(id))
            {
                throw new InvalidRecordException(_path, number, "id", $"a run {id} stands in an earlier line already");
            }

            Add(id, line.Length);
        }

        // What follows the last line's end was being written when the process was killed.
        if (RandomAccess.GetLength(_file) > _end)
        {
            RandomAccess.SetLength(_file, _end);
        }
    }

    private void Add(string id, int length)
    {
        _byId.Add(id, _lines.Count);
        _lines.Add((_end, length));
        _end += length + 1;
    }

    private T Parse<T>(ReadOnlyMemory<byte> line, long number, Func<JsonField, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(line, JsonOptions);
            return read(new JsonField(document.RootElement, _path, number));
        }
        catch (JsonException error)
        {
            throw new InvalidRecordException(_path, number, null, $"the line is not JSON: {error.Message}", error);
        }
    }
}
