using System.Collections.Immutable;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Clip;

/// <summary>CLIP among the architectures.</summary>
internal static class ClipArchitecture
{
    public static ModelArchitecture Create() => new()
    {
        ClassName = "CLIPModel",
        ModelType = "clip",
        CreateNetwork = folder => new ClipNetwork(ClipConfigReader.Read(folder.Config)),
        Modules = ImmutableSortedDictionary<ModelTask, Func<ModelModuleOptions, ITrainableModule>>.Empty
            .Add(ModelTask.Match, o => ClipMatchModule.Load(o.Name, new ClipMatchOptions { Folder = o.Folder, Type = o.Type }, o.Gate)),
    };
}
