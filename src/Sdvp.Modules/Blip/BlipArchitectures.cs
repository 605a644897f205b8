using System.Collections.Immutable;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Torch;
using TorchSharp;

namespace Sdvp.Modules.Blip;

/// <summary>BLIP's networks among the architectures.</summary>
internal static class BlipArchitectures
{
    public static ModelArchitecture CreateVqa() => Create("BlipForQuestionAnswering", c => new BlipVqaNetwork(c), ModelTask.Answer, o => BlipVqaModule.Load(
        o.Name, new BlipVqaOptions { Folder = o.Folder, Type = o.Type }, o.Gate));

    public static ModelArchitecture CreateMatch() => Create("BlipForImageTextRetrieval", c => new BlipMatchNetwork(c), ModelTask.Match, o => BlipMatchModule.Load(
        o.Name, new BlipMatchOptions { Folder = o.Folder, Type = o.Type }, o.Gate));

    public static ModelArchitecture CreateCaption() => Create("BlipForConditionalGeneration", c => new BlipCaptionNetwork(c), ModelTask.Caption, o => BlipCaptionModule.Load(
        o.Name, new BlipCaptionOptions { Folder = o.Folder, Type = o.Type }, o.Gate));

    private static ModelArchitecture Create(string className, Func<BlipConfig, torch.nn.Module> make, ModelTask task, Func<ModelModuleOptions, ITrainableModule> load) => new()
    {
        ClassName = className,
        ModelType = "blip",
        KeyMap = BlipFolder.KeyMap,
        CreateNetwork = folder => Make(folder.Path, () => make(BlipFolder.ReadConfig(folder))),
        Modules = ImmutableSortedDictionary<ModelTask, Func<ModelModuleOptions, ITrainableModule>>.Empty.Add(task, load),
    };

    private static torch.nn.Module Make(string folder, Func<torch.nn.Module> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"'{folder}': {error.Message}", error);
        }
    }
}
