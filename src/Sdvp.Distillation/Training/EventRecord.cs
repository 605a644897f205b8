using System.Buffers.Binary;
using System.Text;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Reads the numbers of one record of TensorBoard's files, a protocol buffer: <c>Event { step = 2; Summary summary = 5 }</c>,
/// <c>Summary { repeated Value value = 1 }</c>, <c>Value { tag = 1; simple_value = 2 }</c>. All else is passed over.
/// </summary>
internal static class EventRecord
{
    public static IEnumerable<(string Tag, long Step, float Value)> Parse(ReadOnlyMemory<byte> record)
    {
        var fields = Fields(record).ToList();
        var step = (long)fields.Find(f => f.Number == 2).Bits;
        foreach (var summary in fields.Where(f => f.Number == 5))
        {
            foreach (var value in Fields(summary.Content).Where(f => f.Number == 1).Select(f => Fields(f.Content).ToList()))
            {
                yield return (
                    Encoding.UTF8.GetString(value.Find(f => f.Number == 1).Content.Span), step, BitConverter.UInt32BitsToSingle((uint)value.Find(f => f.Number == 2).Bits));
            }
        }
    }

    private static IEnumerable<(int Number, ulong Bits, ReadOnlyMemory<byte> Content)> Fields(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message.Span, ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    yield return (number, Varint(message.Span, ref at), default);
                    break;
                case 1:
                    yield return (number, BinaryPrimitives.ReadUInt64LittleEndian(message.Span[at..]), default);
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    yield return (number, 0, message.Slice(at, length));
                    at += length;
                    break;
                case 5:
                    yield return (number, BinaryPrimitives.ReadUInt32LittleEndian(message.Span[at..]), default);
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"A record has a field of the kind {key & 7}, which TensorBoard does not write.");
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
