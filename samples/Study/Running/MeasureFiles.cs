using System.Text.Json;

namespace Sdvp.Samples.Study.Running;

/// <summary>What was measured of one framework under one seed: a file for each lesson and for each row without one. Nothing is measured twice.</summary>
internal sealed class MeasureFiles(string folder)
{
    public Measured? Read(string name) => File.Exists(PathOf(name)) ? JsonSerializer.Deserialize<Measured>(File.ReadAllBytes(PathOf(name))) : null;

    public void Write(string name, Measured measured)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(PathOf(name) + ".tmp", JsonSerializer.SerializeToUtf8Bytes(measured));
        File.Move(PathOf(name) + ".tmp", PathOf(name), overwrite: true);
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".json");
}
