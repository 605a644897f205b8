using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using TorchSharp;

namespace Sdvp.Modules.Weights;

/// <summary>Writes safetensors files. The same tensors give the same bytes.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Writes a file, complete or not at all: under another name first, then renamed over what was there.</summary>
    /// <param name="path">The file. Its folder exists.</param>
    /// <param name="tensors">The tensors by name, on any device. Their order does not matter: it becomes that of the reference implementation, by type and then by name.</param>
    /// <param name="metadata">Free texts for the header; <c>format: pt</c> is added.</param>
    /// <exception cref="ArgumentException">A tensor's type has no place in such files, or a name is reserved.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tensors);
        WriteOrdered(path, Order(tensors), Texts(metadata));
    }

    /// <summary>Writes a file as another one was laid out.</summary>
    internal static void Write(string path, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors, SafetensorsLayout layout)
    {
        var places = layout.Names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        WriteOrdered(path, [.. Order(tensors).OrderBy(pair => places.GetValueOrDefault(pair.Key, int.MaxValue))], layout.Metadata);
    }

    private static void WriteOrdered(string path, List<KeyValuePair<string, torch.Tensor>> ordered, IEnumerable<KeyValuePair<string, string>> texts)
    {
        var header = Header(ordered, texts);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                file.Write(header.Span);
                foreach (var (_, tensor) in ordered)
                {
                    using var memory = TensorBytes.ToMemory(tensor);
                    TensorBytes.ForEachChunk(memory, (bytes, _) => file.Write(bytes));
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static List<KeyValuePair<string, torch.Tensor>> Order(IEnumerable<KeyValuePair<string, torch.Tensor>> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var checkedTensors = new List<KeyValuePair<string, torch.Tensor>>();
        foreach (var pair in tensors)
        {
            if (pair.Key == "__metadata__" || !names.Add(pair.Key))
            {
                throw new ArgumentException($"The name '{pair.Key}' is given twice or reserved; tensors of a file have different names, none '__metadata__'.", nameof(tensors));
            }

            if (SafetensorsTypes.NameOf(pair.Value.dtype) is null)
            {
                throw new ArgumentException($"Tensor '{pair.Key}' is {pair.Value.dtype}; safetensors files hold {SafetensorsTypes.Names}.", nameof(tensors));
            }

            checkedTensors.Add(pair);
        }

        // Wide elements first: every tensor then begins at a multiple of its element's size.
        return [.. checkedTensors.OrderByDescending(pair => SafetensorsTypes.RankOf(pair.Value.dtype)).ThenBy(pair => pair.Key, StringComparer.Ordinal)];
    }

    private static ReadOnlyMemory<byte> Header(List<KeyValuePair<string, torch.Tensor>> tensors, IEnumerable<KeyValuePair<string, string>> texts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Advance(WritePlaceholder(buffer));
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            WriteTexts(json, texts);
            var position = 0L;
            foreach (var (name, tensor) in tensors)
            {
                var end = position + (tensor.numel() * tensor.element_size());
                WriteEntry(json, name, tensor, position, end);
                position = end;
            }

            json.WriteEndObject();
        }

        while (buffer.WrittenCount % Alignment != 0)
        {
            buffer.Write(" "u8);
        }

        var header = buffer.WrittenMemory.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)(header.Length - sizeof(ulong)));
        return header;
    }

    private static int WritePlaceholder(ArrayBufferWriter<byte> buffer)
    {
        buffer.GetSpan(sizeof(ulong))[..sizeof(ulong)].Clear();
        return sizeof(ulong);
    }

    private static SortedDictionary<string, string> Texts(IReadOnlyDictionary<string, string>? metadata)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" };
        foreach (var (name, text) in metadata ?? new Dictionary<string, string>())
        {
            texts[name] = text;
        }

        return texts;
    }

    private static void WriteTexts(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> texts)
    {
        var isOpen = false;
        foreach (var (name, text) in texts)
        {
            if (!isOpen)
            {
                json.WriteStartObject("__metadata__");
                isOpen = true;
            }

            json.WriteString(name, text);
        }

        if (isOpen)
        {
            json.WriteEndObject();
        }
    }

    private static void WriteEntry(Utf8JsonWriter json, string name, torch.Tensor tensor, long begin, long end)
    {
        json.WriteStartObject(name);
        json.WriteString("dtype", SafetensorsTypes.NameOf(tensor.dtype));
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
