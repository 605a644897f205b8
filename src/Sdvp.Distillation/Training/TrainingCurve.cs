namespace Sdvp.Distillation.Training;

/// <summary>Reads and writes learning curves.</summary>
internal static class TrainingCurve
{
    public static void Write(BinaryWriter writer, IReadOnlyCollection<TrainingPoint> curve)
    {
        writer.Write(curve.Count);
        foreach (var point in curve)
        {
            writer.Write(point.Step);
            writer.Write(point.Stepwise);
            writer.Write(point.SelfDistillation);
        }
    }

    public static List<TrainingPoint> Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var curve = new List<TrainingPoint>(count);
        for (var i = 0; i < count; i++)
        {
            curve.Add(new TrainingPoint(reader.ReadInt32(), reader.ReadSingle(), reader.ReadSingle()));
        }

        return curve;
    }
}
