using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Caching;

/// <summary>
/// Writes values as bytes: each as its type and its content, texts and lists behind their lengths, so that no two values are written alike.
/// Of an image the content's identity and the box are written, not the pixels; of a mask a hash of its pixels.
/// </summary>
internal ref struct ContentWriter
{
    private byte[] _bytes;
    private int _length;

    public ContentWriter() => _bytes = ArrayPool<byte>.Shared.Rent(512);

    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    public void Write(ModuleCall call)
    {
        if (call.Arguments.Count == 1)
        {
            foreach (var (name, value) in call.Arguments)
            {
                Write(name);
                Write(value);
            }

            return;
        }

        var names = ArrayPool<string>.Shared.Rent(call.Arguments.Count);
        var count = 0;
        foreach (var (name, _) in call.Arguments)
        {
            names[count++] = name;
        }

        names.AsSpan(0, count).Sort(string.CompareOrdinal);
        for (var i = 0; i < count; i++)
        {
            Write(names[i]);
            Write(call.Arguments[names[i]]);
        }

        ArrayPool<string>.Shared.Return(names, clearArray: true);
    }

    public void Write(ProgramValue value)
    {
        Write((int)value.Type);
        switch (value)
        {
            case ImageValue image:
                Write(image.Root.ContentId);
                Write(image.Box);
                break;
            case RegionsValue regions:
                Write(regions.Regions.Length);
                foreach (var region in regions.Regions)
                {
                    Write(region);
                }

                break;
            case TextValue text:
                Write(text.Text);
                break;
            case IntegerValue integer:
                Write(integer.Value);
                break;
            case NumberValue number:
                Write(BitConverter.DoubleToInt64Bits(number.Value));
                break;
            case BooleanValue boolean:
                Write(boolean.Value ? 1 : 0);
                break;
            case ListValue list:
                Write(list.Items.Length);
                foreach (var item in list.Items)
                {
                    Write(item);
                }

                break;
            case NoneValue:
                break;
            default:
                throw new ArgumentException($"Values of the type {value.GetType().Name} cannot be told apart by content.", nameof(value));
        }
    }

    public void Write(string text)
    {
        // UTF-16 as it is: halves of surrogate pairs keep apart.
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        Write(bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    private void Write(Region region)
    {
        Write(region.Box);
        Write(BitConverter.DoubleToInt64Bits(region.Score));
        WriteOptional(region.Label);
        WriteOptional(region.Class);
        Write(region.ClassScore is { } score ? BitConverter.DoubleToInt64Bits(score) : -1L);
        Write(region.Instance is { } instance ? instance + 1L : 0L);
        Write(region.Mask is null ? 0 : 1);
        if (region.Mask is { } mask)
        {
            Write(mask.Box);
            SHA256.HashData(mask.Coverage, Take(SHA256.HashSizeInBytes));
        }
    }

    private void WriteOptional(string? text)
    {
        Write(text is null ? 0 : 1);
        Write(text ?? "");
    }

    private void Write(PixelBox box)
    {
        Write(box.Left);
        Write(box.Top);
        Write(box.Right);
        Write(box.Bottom);
    }

    private void Write(int number) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), number);

    private void Write(long number) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), number);

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(_length + count), _bytes.Length * 2));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        var taken = _bytes.AsSpan(_length, count);
        _length += count;
        return taken;
    }
}
