using static TorchSharp.torch.utils.tensorboard;

namespace Sdvp.Distillation.Training;

/// <summary>
/// Numbers of a training in TensorBoard's format. A folder belongs to one training: what an interrupted one has written already is not written again.
/// </summary>
internal sealed class TrainingLog
{
    private readonly TorchSharp.Modules.SummaryWriter _writer;
    private readonly Dictionary<string, long> _last;

    private TrainingLog(TorchSharp.Modules.SummaryWriter writer, Dictionary<string, long> last)
    {
        _writer = writer;
        _last = last;
    }

    /// <summary>Begins, or goes on. Each time in a file of its own: the last record of a process that was killed may be cut off.</summary>
    public static TrainingLog Open(string folder)
    {
        Directory.CreateDirectory(folder);
        string[] files = [.. Directory.EnumerateFiles(folder, "*tfevents*").Order(StringComparer.Ordinal)];
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (tag, step, _) in files.SelectMany(Read))
        {
            last[tag] = Math.Max(step, last.GetValueOrDefault(tag, -1));
        }

        return new TrainingLog(SummaryWriter(folder, $".{files.Length}"), last);
    }

    /// <summary>Adds a number, unless it is there.</summary>
    public void Add(string tag, double value, int step)
    {
        if (step > _last.GetValueOrDefault(tag, -1))
        {
            _writer.add_scalar(tag, (float)value, step);
            _last[tag] = step;
        }
    }

    /// <summary>The numbers in a file, up to a record that was cut off.</summary>
    public static IEnumerable<(string Tag, long Step, float Value)> Read(string file)
    {
        // A record: length (8 bytes), its checksum (4), content, its checksum (4).
        using var reader = new BinaryReader(File.OpenRead(file));
        while (reader.BaseStream.Length - reader.BaseStream.Position >= 12)
        {
            var length = reader.ReadInt64();
            reader.ReadInt32();
            if (length < 0 || reader.BaseStream.Length - reader.BaseStream.Position < length + 4)
            {
                yield break;
            }

            var record = reader.ReadBytes((int)length);
            reader.ReadInt32();
            foreach (var number in EventRecord.Parse(record))
            {
                yield return number;
            }
        }
    }
}
