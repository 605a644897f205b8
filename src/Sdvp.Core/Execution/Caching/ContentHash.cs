using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Caching;

/// <summary>
/// SHA-256 of values. Each is written as its type and its content, texts and lists behind their lengths, so that no two values are written alike.
/// </summary>
internal static class ContentHash
{
    public static string Compute(ModuleCall call)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        foreach (var (name, value) in call.Arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal))
        {
            Write(buffer, name);
            Write(buffer, value);
        }

        return Finish(buffer);
    }

    public static string Compute(params ReadOnlySpan<string> texts)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        foreach (var text in texts)
        {
            Write(buffer, text);
        }

        return Finish(buffer);
    }

    private static string Finish(ArrayBufferWriter<byte> buffer) => Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));

    private static void Write(ArrayBufferWriter<byte> buffer, ProgramValue value)
    {
        Write(buffer, (int)value.Type);
        switch (value)
        {
            case ImageValue image:
                Write(buffer, image.Root.ContentId);
                Write(buffer, image.Box);
                break;
            case RegionsValue regions:
                Write(buffer, regions.Regions.Length);
                foreach (var region in regions.Regions)
                {
                    Write(buffer, region.Box);
                    Write(buffer, BitConverter.DoubleToInt64Bits(region.Score));
                    Write(buffer, region.Label is null ? 0 : 1);
                    Write(buffer, region.Label ?? "");
                }

                break;
            case TextValue text:
                Write(buffer, text.Text);
                break;
            case IntegerValue integer:
                Write(buffer, integer.Value);
                break;
            case NumberValue number:
                Write(buffer, BitConverter.DoubleToInt64Bits(number.Value));
                break;
            case BooleanValue boolean:
                Write(buffer, boolean.Value ? 1 : 0);
                break;
            case ListValue list:
                Write(buffer, list.Items.Length);
                foreach (var item in list.Items)
                {
                    Write(buffer, item);
                }

                break;
            case NoneValue:
                break;
            default:
                throw new ArgumentException($"Values of the type {value.GetType().Name} have no hash.", nameof(value));
        }
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string text)
    {
        // UTF-16 as it is: halves of surrogate pairs keep apart.
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        Write(buffer, bytes.Length);
        buffer.Write(bytes);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, PixelBox box)
    {
        Write(buffer, box.Left);
        Write(buffer, box.Top);
        Write(buffer, box.Right);
        Write(buffer, box.Bottom);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), number);
        buffer.Advance(4);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), number);
        buffer.Advance(8);
    }
}
