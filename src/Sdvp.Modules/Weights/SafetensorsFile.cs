using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>
/// An open safetensors file. The header is read and checked when it is opened, the data when a tensor is asked for. Thread-safe.
/// </summary>
/// <remarks>
/// As strict as the reference implementation: the tensors fill the file without gap or overlap. Memory is taken only for what the
/// file really holds. Data is read, not mapped: a file that shrinks meanwhile gives an exception, where a mapping would end the process.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;

    private SafetensorsFile(string path, SafeFileHandle file, SafetensorsHeader header, long dataStart)
    {
        Path = path;
        _file = file;
        _header = header;
        _dataStart = dataStart;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _header.Entries;

    /// <summary>The free texts of the header (<c>__metadata__</c>).</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file; the caller disposes it.</returns>
    /// <exception cref="InvalidWeightsException">The file is absent, unreadable, truncated or damaged; the message names it, and the tensor where one is at fault.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            var prefix = new byte[sizeof(ulong)];
            var headerLength = length < prefix.Length ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(ReadAt(path, null, file, prefix, 0));
            if (headerLength is < 2 or > SafetensorsHeader.MaxLength || (long)headerLength > length - prefix.Length)
            {
                throw new InvalidWeightsException(path, null, $"it has {length} bytes and claims a header of {headerLength}; it is truncated or no safetensors file.");
            }

            var dataStart = prefix.Length + (long)headerLength;
            var header = new SafetensorsHeader(path, length - dataStart);
            header.Read(ReadAt(path, null, file, new byte[(int)headerLength], prefix.Length));
            var result = new SafetensorsFile(path, file, header, dataStart);
            file = null;
            return result;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidWeightsException(path, null, exception.Message, exception);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Copies a tensor out of the file.</summary>
    /// <param name="name">The tensor.</param>
    /// <returns>The tensor, on the CPU, in the file's type; it belongs to the caller, or to the caller's dispose scope.</returns>
    /// <exception cref="InvalidWeightsException">The file has no such tensor, or can no longer be read.</exception>
    public torch.Tensor Read(string name)
    {
        if (!Entries.TryGetValue(name, out var entry))
        {
            throw new InvalidWeightsException(Path, name, "the file does not hold it.");
        }

        var tensor = torch.empty(entry.Shape.AsSpan(), dtype: entry.Type);
        try
        {
            TensorBytes.ForEachChunk(tensor, (bytes, offset) => Fill(name, entry, bytes, offset));
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Fill(string name, SafetensorsEntry entry, Span<byte> bytes, long offset)
    {
        try
        {
            ReadAt(Path, name, _file, bytes, _dataStart + entry.Begin + offset);
        }
        catch (IOException exception)
        {
            throw new InvalidWeightsException(Path, name, exception.Message, exception);
        }

        if (entry.Type == torch.ScalarType.Bool && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
        {
            throw new InvalidWeightsException(Path, name, "it is BOOL but holds bytes other than 0 and 1.");
        }
    }

    private static Span<byte> ReadAt(string path, string? name, SafeFileHandle file, Span<byte> target, long offset)
    {
        for (var filled = 0; filled < target.Length;)
        {
            var read = RandomAccess.Read(file, target[filled..], offset + filled);
            filled += read > 0 ? read : throw new InvalidWeightsException(path, name, "the file ends before its data does (truncated).");
        }

        return target;
    }
}
