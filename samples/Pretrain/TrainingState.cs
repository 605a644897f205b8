using System.Globalization;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Samples.Pretrain;

/// <summary>Weights, optimiser and step of a training on disk. The folder of a step is complete once it bears its name.</summary>
internal sealed class TrainingState(string folder)
{
    public int Restore(nn.Module network, nn.Module head, AdamWOptimizer optimizer)
    {
        var newest = Steps().DefaultIfEmpty(0).Max();
        if (newest > 0)
        {
            var source = PathOf(newest);
            network.load(Path.Combine(source, "network"));
            head.load(Path.Combine(source, "head"));
            using var reader = new BinaryReader(File.OpenRead(Path.Combine(source, "optimizer")));
            optimizer.Read(reader);
        }

        return newest;
    }

    public void Save(nn.Module network, nn.Module head, AdamWOptimizer optimizer, int step)
    {
        var temporary = Path.Combine(folder, "saving");
        if (Directory.Exists(temporary))
        {
            Directory.Delete(temporary, recursive: true);
        }

        Directory.CreateDirectory(temporary);
        network.save(Path.Combine(temporary, "network"));
        head.save(Path.Combine(temporary, "head"));
        using (var writer = new BinaryWriter(File.Create(Path.Combine(temporary, "optimizer"))))
        {
            optimizer.Write(writer);
        }

        var older = Steps().ToList();
        Directory.Move(temporary, PathOf(step));
        foreach (var old in older)
        {
            Directory.Delete(PathOf(old), recursive: true);
        }
    }

    public void Delete()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string PathOf(int step) => Path.Combine(folder, step.ToString(CultureInfo.InvariantCulture));

    private IEnumerable<int> Steps() => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder)
            .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : 0)
            .Where(step => step > 0)
        : [];
}
