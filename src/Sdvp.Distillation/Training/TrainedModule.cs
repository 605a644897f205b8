using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>What is kept of a finished training, beside the weights.</summary>
internal sealed record TrainedModule(
    ModuleVersion Version, int Labels, int UnusableLabels, string Loss, ImmutableArray<TrainingPoint> Curve, TimeSpan Duration)
{
    /// <summary>Writes what is kept, and the weights behind it.</summary>
    public void Write(string path, IStudent student) => Write(path, writer => NetworkState.Write(writer, student.Network));

    /// <summary>Writes what is kept of a round before the last one, and behind it the weights that the next one begins with.</summary>
    public void Write(string path, IReadOnlyDictionary<string, TorchSharp.torch.Tensor> changed) => Write(path, writer => NetworkState.Write(writer, changed));

    private void Write(string path, Action<BinaryWriter> writeWeights) => ChecksummedFile.Write(path, writer =>
    {
        writer.Write(Version.Id);
        writer.Write(Labels);
        writer.Write(UnusableLabels);
        writer.Write(Loss);
        writer.Write(Duration.Ticks);
        TrainingCurve.Write(writer, Curve);
        writeWeights(writer);
    });

    /// <summary>Reads what is kept; null where the training is not finished, or its file is damaged.</summary>
    public static TrainedModule? TryRead(string path) => ChecksummedFile.IsWhole(path) ? ChecksummedFile.Read(path, ReadHeader) : null;

    /// <summary>Makes the trained module out of the one that training began with.</summary>
    public static ITrainableModule Load(string path, ITrainableModule start)
    {
        using var student = start.CreateStudent();
        return Load(path, student, includes: null, student.ToModule);
    }

    /// <summary>Makes the module of a round before the last one out of the pair that training began with.</summary>
    public static ITrainableModule LoadRound(string path, TrainingPair pair) => Load(path, pair.Student, pair.CanChange, () =>
    {
        pair.Adapter?.Fold();
        return pair.Student.ToModule();
    });

    /// <summary>Gives a student the weights that a round before the last one ended with.</summary>
    public static void ReadRound(string path, TrainingPair pair) => ChecksummedFile.Read(path, reader =>
    {
        var header = ReadHeader(reader);
        NetworkState.Read(reader, pair.Student.Network, pair.CanChange);
        return header;
    });

    private static ITrainableModule Load(string path, IStudent student, Func<string, bool>? includes, Func<ITrainableModule> create) => ChecksummedFile.Read(path, reader =>
    {
        var header = ReadHeader(reader);
        NetworkState.Read(reader, student.Network, includes);
        var module = create();
        return module.Version == header.Version
            ? module
            : throw new InvalidDataException(
                $"The weights in {path} make version {module.Version.Id} of {module.Signature.Name}, but {header.Version.Id} was written: "
                + "the module's code or configuration has changed. Remove the task's folder to train again.");
    });

    private static TrainedModule ReadHeader(BinaryReader reader)
    {
        var version = new ModuleVersion(reader.ReadString());
        var labels = reader.ReadInt32();
        var unusable = reader.ReadInt32();
        var loss = reader.ReadString();
        var duration = TimeSpan.FromTicks(reader.ReadInt64());
        return new TrainedModule(version, labels, unusable, loss, [.. TrainingCurve.Read(reader)], duration);
    }
}
