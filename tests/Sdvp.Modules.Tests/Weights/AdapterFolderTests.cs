using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.DependencyInjection;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Film;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Weights;

/// <summary>Adapters that registrations are told of.</summary>
[Trait("Category", "Golden")]
public sealed class AdapterFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("vilt_vqa", "query")]
    [InlineData("clip", "q_proj")]
    [InlineData("owlvit", "q_proj")]
    [InlineData("owlvit-detect", "v_proj")]
    [InlineData("blip_vqa", "query")]
    [InlineData("blip_itm", "qkv")]
    [InlineData("blip_caption", "value")]
    public async Task Add_Adapter_IsPartOfTheWeights(string name, string target)
    {
        await using var plain = Host(name, null);
        var start = Assert.IsAssignableFrom<ITrainableModule>(plain.GetServices<IVisualModule>().Single());
        using var student = start.CreateStudent();
        var adapter = LoraAdapter.Attach(student.Network, new LoraOptions { TargetModules = [target], Rank = 2 }, 1);
        Randomize(adapter);
        PeftFolder.Save(adapter, _folder.Path);
        adapter.Fold();
        using var expected = (IDisposable)student.ToModule();

        await using var adapted = Host(name, _folder.Path);
        var module = adapted.GetServices<IVisualModule>().Single();

        Assert.NotEqual(start.Version, module.Version);
        using var copy = ((ITrainableModule)module).CreateStudent();
        Assert.Null(LoraAdapter.Find(copy.Network));
        var weights = student.Network.state_dict();
        Assert.All(copy.Network.state_dict(), pair => Assert.True(pair.Value.allclose(weights[pair.Key], atol: 1e-6), pair.Key));
        Assert.Equal(((IVisualModule)expected).Signature.Name, module.Signature.Name);
    }

    [Fact]
    public async Task Add_AdapterOfAnotherNetwork_NamesFileAndTensor()
    {
        SafetensorsWriter.Write(_folder.File("adapter_model.safetensors"), [new("base_model.model.nowhere.lora_A.weight", ones(2, 8)), new("base_model.model.nowhere.lora_B.weight", ones(8, 2))]);
        await File.WriteAllTextAsync(_folder.File("adapter_config.json"), """{"peft_type": "LORA", "r": 2, "target_modules": ["nowhere"]}""", TestContext.Current.CancellationToken);
        await using var host = Host("clip", _folder.Path);

        var error = Assert.Throws<InvalidWeightsException>(() => host.GetServices<IVisualModule>().ToList());

        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        Assert.Contains("adapter_model.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_FolderWithoutAdapter_SaysSo()
    {
        await using var host = Host("blip_vqa", _folder.Path);

        Assert.Contains("adapter_config.json", Assert.Throws<InvalidDataException>(() => host.GetServices<IVisualModule>().ToList()).Message, StringComparison.Ordinal);
        Assert.Contains("o.Adapter", Assert.Throws<ArgumentException>(() => Host("vilt_vqa", "")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attach_NetworkOfOtherLayers_SaysThatItHasNoLinearLayers()
    {
        using var network = nn.Sequential(("query", nn.Conv2d(1, 1, 1)));

        var error = Assert.Throws<ArgumentException>(() => LoraAdapter.Attach(network, new LoraOptions { TargetModules = ["query"] }, 1));

        Assert.All(["Sequential", "LinearLayer", "'query'", "Conv2d"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Attach_Film_TrainsTheAdapterFromTheSameAnswers()
    {
        using var module = FilmVqaModule.Create("VQA", new FilmConfig { ImageSize = 16, Width = 8, TextWidth = 8, Hops = 1, MaxWords = 6, Words = ["what", "color", "is", "it"], Answers = ["red", "green", "blue"], }, 7, new DeviceGate(CPU));
        using var student = module.CreateStudent();
        var call = new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", new ImageValue(ImageBuffer.FromRgb(2, 2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))).Add("question", new TextValue("what color is it")));
        using var scope = NewDisposeScope();
        var before = ((AnswerLogits)student.Forward([student.Prepare(call)])).Logits.detach().clone();

        var adapter = LoraAdapter.Attach(student.Network, new LoraOptions { TargetModules = ["hidden", "answers"] }, 1);

        var after = ((AnswerLogits)student.Forward([student.Prepare(call)])).Logits;
        Assert.Equal(before.data<float>().ToArray(), after.detach().data<float>().ToArray());
        after.sum().backward();
        Assert.All(student.Network.named_parameters().Where(p => p.name.EndsWith("lora_B", StringComparison.Ordinal)), p => Assert.NotNull(p.parameter.grad));
        Assert.Contains("hidden", string.Join(' ', student.Network.named_parameters().Where(p => LoraAdapter.IsParameter(p.name)).Select(p => p.name)), StringComparison.Ordinal);
        Assert.NotNull(adapter);
    }

    private static ServiceProvider Host(string name, string? adapter)
    {
        var services = new ServiceCollection();
        var sdvp = services.AddSdvp();
        var folder = GoldenFolder.Path(name.Split('-')[0]);
        _ = name switch
        {
            "vilt_vqa" => sdvp.AddViltVqa("M", o => (o.Folder, o.Device, o.Adapter) = (folder, "cpu", adapter)),
            "clip" => sdvp.AddClipMatch("M", o => (o.Folder, o.Device, o.Adapter) = (folder, "cpu", adapter)),
            "owlvit" => sdvp.AddOwlVitLoc("M", o => (o.Folder, o.Device, o.Adapter) = (folder, "cpu", adapter)),
            "owlvit-detect" => sdvp.AddOwlVitDetect("M", o => (o.Folder, o.Device, o.Adapter) = (folder, "cpu", adapter)),
            "blip_vqa" => sdvp.AddBlipVqa("M", o => (o.Folder, o.Device, o.Adapter) = (folder, "cpu", adapter)),
            "blip_itm" => sdvp.AddBlipMatch("M", o => (o.Folder, o.Device, o.Adapter) = (folder, "cpu", adapter)),
            _ => sdvp.AddBlipCaption("M", o => (o.Folder, o.Device, o.Adapter) = (folder, "cpu", adapter)),
        };
        return services.BuildServiceProvider();
    }

    private static void Randomize(LoraAdapter adapter)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach (var parameter in adapter.Parameters)
        {
            parameter.add_(ones_like(parameter).Times(0.05));
        }
    }
}
