using System.Collections.Immutable;
using Sdvp.Modules.Architectures;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Clip;
using Sdvp.Modules.OwlVit;
using Sdvp.Modules.Tests.Weights;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Vilt;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Architectures;

[Trait("Category", "Golden")]
public sealed class ModelArchitecturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("clip", ModelTask.Match, typeof(ClipMatchModule))]
    [InlineData("owlvit", ModelTask.Detect, typeof(OwlVitLocModule))]
    [InlineData("vilt_vqa", ModelTask.Answer, typeof(ViltVqaModule))]
    [InlineData("blip_vqa", ModelTask.Answer, typeof(BlipVqaModule))]
    [InlineData("blip_itm", ModelTask.Match, typeof(BlipMatchModule))]
    [InlineData("blip_caption", ModelTask.Caption, typeof(BlipCaptionModule))]
    public void Load_Folder_GivesTheModuleOfItsArchitecture(string golden, ModelTask task, Type expected)
    {
        using var module = (IDisposable)ModelArchitectures.Default.Load(task, Options(GoldenFolder.Path(golden)));

        Assert.IsType(expected, module);
    }

    [Fact]
    public void Load_TaskThatTheArchitectureCannotDo_SaysWhatItCanAndWhoElse()
    {
        var error = Assert.Throws<InvalidDataException>(() => ModelArchitectures.Default.Load(ModelTask.Detect, Options(GoldenFolder.Path("clip"))));

        Assert.Contains("can do match, but not detect", error.Message, StringComparison.Ordinal);
        Assert.Contains("OwlViTForObjectDetection", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"architectures": ["SomethingElse"], "model_type": "clip"}""", "architectures")]
    [InlineData("""{"model_type": "else"}""", "model_type")]
    [InlineData("{}", "model_type")]
    public void Find_UnknownArchitecture_ListsThoseThatAreKnown(string config, string key)
    {
        File.WriteAllText(_folder.File("config.json"), config);

        var error = Assert.Throws<InvalidDataException>(() => ModelArchitectures.Default.Find(HuggingFaceFolder.Open(_folder.Path)));

        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("CLIPModel", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model_type": "clip"}""")]
    [InlineData("""{"architectures": ["Other", "CLIPModel"]}""")]
    public void Find_TypeOnlyOrOneOfSeveralClasses_IsFound(string config)
    {
        File.WriteAllText(_folder.File("config.json"), config);

        Assert.Equal("CLIPModel", ModelArchitectures.Default.Find(HuggingFaceFolder.Open(_folder.Path)).ClassName);
    }

    [Fact]
    public void With_OwnArchitecture_IsFoundAndTheDefaultsStay()
    {
        File.WriteAllText(_folder.File("config.json"), """{"architectures": ["Mine"]}""");
        var mine = ClipArchitecture.Create() with { ClassName = "Mine", ModelType = "mine" };

        var table = ModelArchitectures.Default.With(mine);

        Assert.Same(mine, table.Find(HuggingFaceFolder.Open(_folder.Path)));
        Assert.Equal(ModelArchitectures.Default.All.Count + 1, table.All.Count);
    }

    private static ModelModuleOptions Options(string folder) => new() { Folder = folder, Name = "M", Gate = new DeviceGate(CPU) };
}
