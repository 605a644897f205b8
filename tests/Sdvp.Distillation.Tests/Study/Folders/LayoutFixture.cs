using Sdvp.Modules.Imaging;
using Sdvp.Samples.Study.Plan;
using Sdvp.Samples.Study.Running;
using Sdvp.Samples.Study.World.Layout;

namespace Sdvp.Distillation.Tests.Study.Folders;

/// <summary>A small procedural world in the layouts of GQA and NLVR2, and the modules of the samples. Tests copy what they damage.</summary>
public sealed class LayoutFixture : IAsyncLifetime
{
    internal static readonly StudyScale Scale = new() { Seeds = 1, SecondarySeeds = 1, AblationSeeds = 1, ScenesA = 9, PairsB = 5, TrafficScenes = 12, TestScenes = 9 };

    internal string Root { get; } = Directory.CreateTempSubdirectory("sdvp-layout").FullName;

    internal StudyHost Host { get; } = StudyHost.Create("cpu", new StudyModels());

    internal string Gqa => Path.Combine(Root, "layout", "gqa");

    internal string Nlvr2 => Path.Combine(Root, "layout", "nlvr2");

    internal string General => Path.Combine(Root, "layout", "general");

    public async ValueTask InitializeAsync() =>
        await new LayoutWriter(new SkiaImageCodec(), Scale, seed: 7).WriteAsync(Path.Combine(Root, "layout"), new ActionProgress<string>(static _ => { }), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>An empty folder.</summary>
    internal string NewFolder() => Directory.CreateDirectory(Path.Combine(Root, Path.GetRandomFileName())).FullName;

    /// <summary>A copy of a folder.</summary>
    internal string Copy(string folder)
    {
        var copy = NewFolder();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}
