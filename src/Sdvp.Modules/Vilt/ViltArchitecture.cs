using System.Collections.Immutable;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Torch;

namespace Sdvp.Modules.Vilt;

/// <summary>ViLT among the architectures.</summary>
internal static class ViltArchitecture
{
    public static ModelArchitecture Create() => new()
    {
        ClassName = "ViltForQuestionAnswering",
        ModelType = "vilt",
        CreateNetwork = folder => new ViltNetwork(ViltCheckpoint.ReadConfig(folder)),
        Modules = ImmutableSortedDictionary<ModelTask, Func<ModelModuleOptions, ITrainableModule>>.Empty
            .Add(ModelTask.Answer, o => ViltVqaModule.Load(o.Name, new ViltVqaOptions { Folder = o.Folder, Type = o.Type }, o.Gate)),
    };
}
