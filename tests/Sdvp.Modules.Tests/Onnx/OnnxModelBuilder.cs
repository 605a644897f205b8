using System.Buffers.Binary;
using System.Text;

namespace Sdvp.Modules.Tests.Onnx;

/// <summary>Writes tiny ONNX models as protobuf bytes, field by field; the numbers are those of <c>onnx.proto</c>.</summary>
internal sealed class OnnxModelBuilder
{
    public const int Float = 1;
    public const int Int64 = 7;
    public const int Text = 8;

    // Fields of the graph in the order in which they were added: protobuf takes any.
    private readonly List<byte> _graph = [];

    public OnnxModelBuilder Input(string name, int type, params long[] shape) => Value(11, name, type, shape);

    public OnnxModelBuilder Output(string name, int type, params long[] shape) => Value(12, name, type, shape);

    public OnnxModelBuilder Constant(string name, long[] shape, params float[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * 4), values[i]);
        }

        return Tensor(name, Float, shape, tensor => Bytes(tensor, 9, bytes));
    }

    public OnnxModelBuilder Constant(string name, long[] shape, params string[] values) => Tensor(name, Text, shape, tensor =>
    {
        foreach (var value in values)
        {
            Bytes(tensor, 6, Encoding.UTF8.GetBytes(value));
        }
    });

    public OnnxModelBuilder Node(string type, string[] inputs, string[] outputs, params (string Name, long Value)[] attributes)
    {
        var node = new MemoryStream();
        foreach (var input in inputs)
        {
            Bytes(node, 1, Encoding.UTF8.GetBytes(input));
        }

        foreach (var output in outputs)
        {
            Bytes(node, 2, Encoding.UTF8.GetBytes(output));
        }

        Bytes(node, 4, Encoding.UTF8.GetBytes(type));
        foreach (var (name, value) in attributes)
        {
            var attribute = new MemoryStream();
            Bytes(attribute, 1, Encoding.UTF8.GetBytes(name));
            Number(attribute, 3, value);
            Number(attribute, 20, 2);
            Bytes(node, 5, attribute.ToArray());
        }

        Add(1, node);
        return this;
    }

    public byte[] Build(long operatorVersion = 19)
    {
        var set = new MemoryStream();
        Bytes(set, 1, []);
        Number(set, 2, operatorVersion);
        var graph = new MemoryStream();
        graph.Write([.. _graph]);
        Bytes(graph, 2, "tiny"u8.ToArray());
        var model = new MemoryStream();
        Number(model, 1, 9);
        Bytes(model, 8, set.ToArray());
        Bytes(model, 7, graph.ToArray());
        return model.ToArray();
    }

    private OnnxModelBuilder Value(int field, string name, int type, long[] shape)
    {
        var dimensions = new MemoryStream();
        foreach (var size in shape)
        {
            var dimension = new MemoryStream();
            if (size > 0)
            {
                Number(dimension, 1, size);
            }
            else
            {
                Bytes(dimension, 2, Encoding.UTF8.GetBytes($"free{-size}"));
            }

            Bytes(dimensions, 1, dimension.ToArray());
        }

        var tensor = new MemoryStream();
        Number(tensor, 1, type);
        Bytes(tensor, 2, dimensions.ToArray());
        var kind = new MemoryStream();
        Bytes(kind, 1, tensor.ToArray());
        var value = new MemoryStream();
        Bytes(value, 1, Encoding.UTF8.GetBytes(name));
        Bytes(value, 2, kind.ToArray());
        Add(field, value);
        return this;
    }

    private OnnxModelBuilder Tensor(string name, int type, long[] shape, Action<MemoryStream> write)
    {
        var tensor = new MemoryStream();
        foreach (var size in shape)
        {
            Number(tensor, 1, size);
        }

        Number(tensor, 2, type);
        write(tensor);
        Bytes(tensor, 8, Encoding.UTF8.GetBytes(name));
        Add(5, tensor);
        return this;
    }

    private void Add(int field, MemoryStream message)
    {
        var output = new MemoryStream();
        Bytes(output, field, message.ToArray());
        _graph.AddRange(output.ToArray());
    }

    private static void Number(MemoryStream output, int field, long value)
    {
        Varint(output, (ulong)(field << 3));
        Varint(output, (ulong)value);
    }

    private static void Bytes(MemoryStream output, int field, byte[] value)
    {
        Varint(output, (ulong)((field << 3) | 2));
        Varint(output, (ulong)value.Length);
        output.Write(value);
    }

    private static void Varint(MemoryStream output, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }
}
