using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;

namespace Sdvp.Core.Execution.Caching;

/// <summary>
/// Keeps results in a folder: <c>calls.jsonl</c> holds one result a line, <c>images/ab/ab….png</c> the images in them, each once. A result is
/// there whole or not at all, also after the process was killed: a last line that was not finished is dropped when the cache is opened.
/// </summary>
/// <remarks>
/// Thread-safe. One cache is open on a folder at a time; a second gets an <see cref="IOException"/>. In memory are the keys and places of the
/// results, about 100 bytes each. Nothing is ever removed; delete the folder to begin anew.
/// </remarks>
public sealed class DiskCallCache : ICallCache, IDisposable
{
    private const byte NewLine = (byte)'\n';

    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 1000 };

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, (long Offset, int Length, int Line)> _places = [];
    private readonly ImageFiles _images;
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private long _end;
    private int _lines;

    /// <summary>Opens a folder, or makes it.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InvalidRecordException">The folder's results are damaged; file, line and field are named.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another cache has it open.</exception>
    public DiskCallCache(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var full = Path.GetFullPath(folder);
        Directory.CreateDirectory(full);
        _images = new ImageFiles(Path.Combine(full, "images"));
        _path = Path.Combine(full, "calls.jsonl");
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

    /// <summary>Results in the cache.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _places.Count;
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidRecordException">The result or an image of it is damaged; file and field are named.</exception>
    public ValueTask<ModuleResult?> FindAsync(CallKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = key.ToId();
        (long Offset, int Length, int Line) place;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_file.IsClosed, this);
            if (!_places.TryGetValue(ToIndex(id), out place))
            {
                return default;
            }
        }

        var bytes = new byte[place.Length];
        return JsonLineScanner.ReadFully(_file, bytes, place.Offset) == bytes.Length
            ? new ValueTask<ModuleResult?>(Parse(bytes, place.Line, field => field.Get("key").AsString() == id ? CallResultJson.Read(field, _images) : null))
            : throw new InvalidRecordException(_path, null, null, "the file was cut while it was open");
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The result failed, or cannot be written.</exception>
    /// <exception cref="IOException">The result cannot be written; the cache is as it was before.</exception>
    public ValueTask AddAsync(CallKey key, ModuleResult result, CancellationToken cancellationToken = default)
    {
        CallCacheChecks.RequireSuccess(key, result);
        cancellationToken.ThrowIfCancellationRequested();
        var id = key.ToId();
        var line = Serialize(id, result);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_file.IsClosed, this);
            if (_places.ContainsKey(ToIndex(id)))
            {
                return default;
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

            Add(id, line.Length - 1);
        }

        return default;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static UInt128 ToIndex(string id) => UInt128.Parse(id.AsSpan(0, 32), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private byte[] Serialize(string id, ModuleResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            CallResultJson.Write(json, id, result, _images);
        }

        buffer.Write([NewLine]);
        return buffer.WrittenSpan.ToArray();
    }

    private void IndexLines()
    {
        foreach (var line in JsonLineScanner.Scan(_file))
        {
            Add(Parse(line, _lines + 1, CallResultJson.ReadId), line.Length);
        }

        // What follows the last line's end was being written when the process was killed.
        if (RandomAccess.GetLength(_file) > _end)
        {
            RandomAccess.SetLength(_file, _end);
        }
    }

    private void Add(string id, int length)
    {
        _places[ToIndex(id)] = (_end, length, ++_lines);
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
