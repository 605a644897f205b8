using System.Collections.Immutable;

namespace Sdvp.Distillation.Training;

/// <summary>What early stopping measured while a module was trained.</summary>
/// <param name="Labels">Labels that were held out.</param>
/// <param name="Points">The measurements, in the order of steps.</param>
public sealed record ModuleValidation(int Labels, ImmutableArray<ValidationPoint> Points)
{
    /// <summary>The measurement with the lowest loss, the first of equal ones: the module has the weights of then.</summary>
    public ValidationPoint Best => Points.MinBy(p => p.Loss);

    internal static ModuleValidation? TryRead(string path) => ChecksummedFile.IsWhole(path) ? ChecksummedFile.Read(path, Read) : null;

    internal static ModuleValidation Read(BinaryReader reader)
    {
        var labels = reader.ReadInt32();
        var points = new ValidationPoint[reader.ReadInt32()];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new ValidationPoint(reader.ReadInt32(), reader.ReadDouble());
        }

        return new ModuleValidation(labels, [.. points]);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Labels);
        writer.Write(Points.Length);
        foreach (var point in Points)
        {
            writer.Write(point.Steps);
            writer.Write(point.Loss);
        }
    }
}
