using System.Collections.Immutable;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.OwlVit;

/// <summary>OWL-ViT among the architectures.</summary>
internal static class OwlVitArchitecture
{
    public static ModelArchitecture Create() => new()
    {
        ClassName = "OwlViTForObjectDetection",
        ModelType = "owlvit",
        CreateNetwork = folder => new OwlVitNetwork(OwlVitConfigReader.Read(folder.Config)),
        Modules = ImmutableSortedDictionary<ModelTask, Func<ModelModuleOptions, ITrainableModule>>.Empty
            .Add(ModelTask.Detect, o => OwlVitLocModule.Load(
                o.Name, new OwlVitOptions { Folder = o.Folder, Type = o.Type, Detection = OwlVitLocOptions.Detection }, o.Gate)),
    };
}
