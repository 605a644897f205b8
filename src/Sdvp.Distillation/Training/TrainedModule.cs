using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;

namespace Sdvp.Distillation.Training;

/// <summary>What is kept of a finished training, beside the weights.</summary>
internal sealed record TrainedModule(
    ModuleVersion Version, int Labels, int UnusableLabels, string Loss, ImmutableArray<TrainingPoint> Curve, TimeSpan Duration)
{
    /// <summary>Writes what is kept, and the weights behind it.</summary>
    public void Write(string path, IStudent student) => ChecksummedFile.Write(path, writer =>
    {
        writer.Write(Version.Id);
        writer.Write(Labels);
        writer.Write(UnusableLabels);
        writer.Write(Loss);
        writer.Write(Duration.Ticks);
        TrainingCurve.Write(writer, Curve);
        NetworkState.Write(writer, student.Network);
    });

    /// <summary>Reads what is kept; null where the training is not finished, or its file is damaged.</summary>
    public static TrainedModule? TryRead(string path) => ChecksummedFile.IsWhole(path) ? ChecksummedFile.Read(path, ReadHeader) : null;

    /// <summary>Makes the trained module out of the one that training began with.</summary>
    public static ITrainableModule Load(string path, ITrainableModule start) => ChecksummedFile.Read(path, reader =>
    {
        var header = ReadHeader(reader);
        using var student = start.CreateStudent();
        NetworkState.Read(reader, student.Network);
        var module = student.ToModule();
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
