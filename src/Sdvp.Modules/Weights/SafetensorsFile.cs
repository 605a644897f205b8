using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>
/// An open safetensors file. The header is read and checked when it is opened, the data when a tensor is asked for. Thread-safe.
/// </summary>
/// <remarks>
/// As strict as the reference implementation: the tensors fill the file without gap or overlap. Memory is taken only for what the
/// file really holds. <see cref="Read"/> and <see cref="ReadInto"/> copy, and give an exception where a file shrinks meanwhile. <see cref="Map"/> copies nothing, but a file
/// that somebody cuts while it is mapped ends the process: files that others write into are to be read, files that are only ever replaced can be mapped.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;
    private readonly SafetensorsMapping _mapping;
    private torch.Tensor? _buffer;

    private SafetensorsFile(string path, SafeFileHandle file, SafetensorsHeader header, long dataStart)
    {
        Path = path;
        _file = file;
        _header = header;
        _dataStart = dataStart;
        _mapping = new SafetensorsMapping(path, file, dataStart + header.DataLength);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of the tensors, in the order of the header.</summary>
    public IReadOnlyList<string> Names => _header.Names;

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
        var entry = Entry(name);
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

    /// <summary>
    /// Shows a tensor where it lies in the file, without copying it. Writing to it changes memory (the page is copied then), never the file. Where it begins at no
    /// multiple of its element's size, or holds booleans, whose bytes must be checked, it is copied as by <see cref="Read"/>.
    /// </summary>
    /// <param name="name">The tensor.</param>
    /// <returns>The tensor, on the CPU, in the file's type; it belongs to the caller, or to the caller's dispose scope, and may outlive this object.</returns>
    /// <exception cref="InvalidWeightsException">The file has no such tensor, or has become shorter.</exception>
    public torch.Tensor Map(string name)
    {
        var entry = Entry(name);
        var isMappable = entry.Type != torch.ScalarType.Bool && entry.End > entry.Begin && (_dataStart + entry.Begin) % SafetensorsTypes.SizeOf(entry.Type) == 0;
        return isMappable ? _mapping.View(name, entry, _dataStart) : Read(name);
    }

    /// <summary>Copies a tensor out of the file into another one, in whatever type and on whatever device that is, a few megabytes at a time.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="target">The target: contiguous, of the same shape.</param>
    /// <exception cref="InvalidWeightsException">The file has no such tensor, or can no longer be read.</exception>
    /// <exception cref="ArgumentException">The target has another shape, or is not contiguous.</exception>
    public void ReadInto(string name, torch.Tensor target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var entry = Entry(name);
        if (!target.shape.AsSpan().SequenceEqual(entry.Shape.AsSpan()) || !target.is_contiguous())
        {
            throw new ArgumentException(
                $"Tensor '{name}' has the shape [{string.Join(", ", entry.Shape)}]; a contiguous target of this shape is needed, but [{string.Join(", ", target.shape)}] was given.", nameof(target));
        }

        using var noGradient = torch.no_grad();
        if (target.device_type == DeviceType.CPU && target.dtype == entry.Type)
        {
            TensorBytes.ForEachChunk(target, (bytes, offset) => Fill(name, entry, bytes, offset));
            return;
        }

        Convert(name, entry, target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mapping.Dispose();
        Interlocked.Exchange(ref _buffer, null)?.Dispose();
        _file.Dispose();
    }

    private SafetensorsEntry Entry(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.TryGetValue(name, out var entry) ? entry : throw new InvalidWeightsException(Path, name, "the file does not hold it.");
    }

    private void Convert(string name, SafetensorsEntry entry, torch.Tensor target)
    {
        // On the CPU so few that torch does not share them out: where other work keeps the processors busy, waiting for its threads costs far more than they save.
        var piece = target.device_type == DeviceType.CPU ? 1L << 14 : 1L << 20;
        using var flat = target.view(-1);
        var buffer = TakeBuffer(entry.Type);
        try
        {
            var (count, step) = (target.numel(), buffer.shape[0]);
            for (var start = 0L; start < count; start += step)
            {
                using var part = buffer.narrow(0, 0, Math.Min(step, count - start));
                Fill(name, entry, part.bytes, start * SafetensorsTypes.SizeOf(entry.Type));
                for (var place = 0L; place < part.shape[0]; place += piece)
                {
                    using var from = part.narrow(0, place, Math.Min(piece, part.shape[0] - place));
                    using var to = flat.narrow(0, start + place, from.shape[0]);
                    to.copy_(from);
                }
            }
        }
        finally
        {
            Interlocked.Exchange(ref _buffer, buffer)?.Dispose();
        }
    }

    /// <summary>One buffer serves all tensors: many, each given back between two tensors that stay, would leave holes in memory.</summary>
    private torch.Tensor TakeBuffer(torch.ScalarType type)
    {
        const long Length = 1 << 20;
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            if (buffer.dtype == type)
            {
                return buffer;
            }

            buffer.Dispose();
        }

        return torch.empty(Length, dtype: type).DetachFromDisposeScope();
    }

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
