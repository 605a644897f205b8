using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Blip;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

public sealed class BlipCaptionModuleTests : IDisposable
{
    private readonly DeviceGate _gate = new(CPU);
    private readonly BlipCaptionModule _module;

    public BlipCaptionModuleTests() => _module = Load();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Fact]
    public async Task InvokeAsync_MixedPrefixes_GiveWhatSingleCallsGiveAndBeginWithThem()
    {
        var image = GoldenCalls.Noise(1, 60, 40);
        ModuleCall[] calls = [Call(image), Call(image, "the dog"), Call(GoldenCalls.Noise(2, 20, 90)), Call(image, "the red dog"), Call(image, "the cat")];

        var together = await _module.InvokeAsync(calls, Token);

        for (var i = 0; i < calls.Length; i++)
        {
            var alone = (await _module.InvokeAsync([calls[i]], Token))[0];
            Assert.Equal(alone.Value, together[i].Value);
            Assert.StartsWith(BlipCaptionRunner.PrefixOf(calls[i]), ((TextValue)alone.Value!).Text, StringComparison.Ordinal);
            Assert.Single(alone.Distribution!.Answers);
        }
    }

    [Fact]
    public async Task InvokeAsync_PrefixThatLeavesNoRoom_FailsThatCallAlone()
    {
        // The checkpoint allows 20 tokens.
        using var module = Load(maxNewTokens: null);
        var image = GoldenCalls.Noise(1, 60, 40);

        var results = await module.InvokeAsync([Call(image, string.Join(' ', Enumerable.Repeat("dog", 20))), Call(image)], Token);

        Assert.IsType<ArgumentException>(results[0].Error);
        Assert.NotNull(results[1].Value);
    }

    [Fact]
    public void EncodeAnswer_CaptionWithPrefix_LeavesThePrefixOut()
    {
        using var student = (ITokenStudent)_module.CreateStudent();
        var image = GoldenCalls.Noise(1, 60, 40);

        var whole = student.EncodeAnswer(Call(image), "the dog is red")!.Value;

        Assert.Equal(whole[2..], student.EncodeAnswer(Call(image, "the dog"), "the dog is red")!.Value.AsEnumerable());
        Assert.Null(student.EncodeAnswer(Call(image, "the cat"), "the dog is red"));
    }

    [Fact]
    public async Task Student_Trained_WritesItsCaptions()
    {
        using var student = (ITokenStudent)_module.CreateStudent();
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        ModuleCall[] calls = [Call(GoldenCalls.Noise(1, 60, 40)), Call(GoldenCalls.Noise(2, 60, 40), "the dog")];
        StudentInput[] inputs = [.. calls.Select(student.Prepare)];
        ImmutableArray<TokenSequence> sequences =
        [
            new(0, student.EncodeAnswer(calls[0], "a red cat")!.Value), new(1, student.EncodeAnswer(calls[1], "the dog is left of the table")!.Value),
        ];
        Train(student, optimizer, inputs, sequences, 80);
        using var trained = (BlipCaptionModule)student.ToModule();

        var results = await trained.InvokeAsync(calls, Token);

        Assert.Equal(["a red cat", "the dog is left of the table"], results.Select(r => ((TextValue)r.Value!).Text));
        LeakCheck.AssertLeavesNothing(() => Train(student, optimizer, inputs, sequences, 50));
        LeakCheck.AssertLeavesNothing(() => student.Write(inputs));
    }

    [Fact]
    public async Task Load_CheckpointWhoseOutputIsTied_UsesTheTableOfWords()
    {
        var folder = Directory.CreateTempSubdirectory("sdvp").FullName;
        var source = HuggingFaceFolder.Open(Fixture.Folder("blip_caption"));
        foreach (var file in Directory.EnumerateFiles(source.Path))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        using (NewDisposeScope())
        {
            using var weights = SafetensorsFile.Open(source.PathOf("model.safetensors"));
            var tensors = weights.Entries.Keys.ToDictionary(k => k, weights.Read);
            const string Words = "text_decoder.bert.embeddings.word_embeddings.weight", Output = "text_decoder.cls.predictions.decoder.weight";

            // The same network twice: with two equal tables, and with one.
            tensors[Output] = tensors[Words].clone();
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors);
            var call = Call(GoldenCalls.Noise(1, 60, 40));
            using var equal = Load(folder);
            var expected = (await equal.InvokeAsync([call], Token))[0];
            tensors.Remove(Output);
            SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), tensors);
            using var tied = Load(folder);

            var actual = (await tied.InvokeAsync([call], Token))[0];

            Assert.Equal(expected.Value, actual.Value);
            Assert.Equal(expected.Distribution!.Confidence, actual.Distribution!.Confidence, 1e-6);
            using var student = tied.CreateStudent();
            RoundTrip.AssertSame(HuggingFaceFolder.Open(folder), student);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void Train(ITokenStudent student, AdamWOptimizer optimizer, StudentInput[] inputs, ImmutableArray<TokenSequence> sequences, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var output = student.Forward(inputs, sequences);
            var tokens = nn.functional.log_softmax(output.Logits, 2).gather(2, output.Targets.unsqueeze(2)).squeeze(2);
            (-(tokens * output.Mask).sum()).backward();
            optimizer.Step(3e-3);
        }
    }

    private static ModuleCall Call(ImageBuffer image, string? prefix = null) => prefix is null
        ? new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty.Add("image", new ImageValue(image)))
        : GoldenCalls.Call(image, "prefix", new TextValue(prefix));

    private BlipCaptionModule Load(string? folder = null, int? maxNewTokens = 12) =>
        BlipCaptionModule.Load("CAPTION", new BlipCaptionOptions { Folder = folder ?? Fixture.Folder("blip_caption"), MaxNewTokens = maxNewTokens }, _gate);
}
