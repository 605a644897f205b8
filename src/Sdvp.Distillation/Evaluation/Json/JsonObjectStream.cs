using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sdvp.Distillation.Evaluation.Json;

/// <summary>
/// Reads a file that is one JSON object property by property. Memory holds one property's value at a time, whatever the size of the file.
/// </summary>
internal sealed class JsonObjectStream
{
    private const int InitialBuffer = 1 << 16;
    private const int MaxEntry = 1 << 28;

    private readonly string _path;
    private byte[] _buffer = new byte[InitialBuffer];
    private int _start;
    private int _end;
    private bool _isFinal;
    private bool _isOpen;
    private bool _isClosed;
    private JsonReaderState _state;
    private string? _lastKey;

    private JsonObjectStream(string path) => _path = path;

    public static async IAsyncEnumerable<JsonEntry> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var reader = new JsonObjectStream(path);
        await reader.FillAsync(stream, cancellationToken);
        reader.SkipByteOrderMark();
        while (!reader._isClosed)
        {
            if (reader.TryRead(out var entry))
            {
                yield return entry;
            }
            else if (!reader._isClosed)
            {
                await reader.FillAsync(stream, cancellationToken);
            }
        }

        await reader.ThrowIfMoreAsync(stream, cancellationToken);
    }

    private void SkipByteOrderMark()
    {
        if (_buffer.AsSpan(_start, _end - _start).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _start += 3;
        }
    }

    private async ValueTask FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (_isFinal)
        {
            throw new InvalidDatasetException(_path, _lastKey, null, "The file is cut off behind this entry; expected is one whole JSON object. Fetch or make it again.");
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxEntry)
            {
                throw new InvalidDatasetException(_path, _lastKey, null, $"The entry behind this one is larger than {MaxEntry >> 20} MiB. Is the file of the right kind?");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        // Filled whole, so that a large entry is scanned again only when the buffer has doubled.
        var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_end), _buffer.Length - _end, throwOnEndOfStream: false, cancellationToken);
        _isFinal = read < _buffer.Length - _end;
        _end += read;
    }

    private bool TryRead(out JsonEntry entry)
    {
        entry = default;
        try
        {
            return TryReadCore(out entry);
        }
        catch (JsonException error)
        {
            throw new InvalidDatasetException(
                _path, _lastKey, null, $"Behind this entry the file is no valid JSON, or is cut off (line {error.LineNumber + 1}, byte {error.BytePositionInLine}).", error);
        }
    }

    private bool TryReadCore(out JsonEntry entry)
    {
        entry = default;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        if (!_isOpen)
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new InvalidDatasetException(_path, null, null, $"The file begins with {reader.TokenType}; expected is one JSON object whose properties are the entries.");
            }

            _isOpen = true;
            Consume(ref reader);
            reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
        }

        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _isClosed = true;
            Consume(ref reader);
            return false;
        }

        var key = reader.GetString()!;
        if (!reader.Read())
        {
            return false;
        }

        var begin = _start + (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        Consume(ref reader);
        _lastKey = key;
        entry = new JsonEntry(key, _buffer.AsMemory(begin, _start - begin));
        return true;
    }

    private void Consume(ref Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private async ValueTask ThrowIfMoreAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_buffer.AsSpan(_start, _end - _start).ContainsAnyExcept(" \t\r\n"u8))
            {
                throw new InvalidDatasetException(_path, _lastKey, null, "Something stands behind the end of the JSON object; expected is one object alone.");
            }

            if (_isFinal)
            {
                return;
            }

            _start = _end = 0;
            await FillAsync(stream, cancellationToken);
        }
    }
}
