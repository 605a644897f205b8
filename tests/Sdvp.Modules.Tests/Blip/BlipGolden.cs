using Sdvp.Modules.Blip;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Tests.Golden;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Blip;

/// <summary>Loads BLIP's golden checkpoints.</summary>
internal static class BlipGolden
{
    public static T Load<T>(HuggingFaceFolder folder, Func<BlipConfig, T> make)
        where T : nn.Module
    {
        var config = BlipFolder.ReadConfig(folder);
        var network = Networks.Create(() => make(config), CPU);
        folder.Load(network, BlipFolder.KeyMap);
        network.eval();
        return network;
    }

    public static GenerationTokens Tokens(BlipTextConfig config) => new([config.SepTokenId], config.PadTokenId);

    /// <summary>Fails where greedy generation does not give the reference's ids, or its logits at any step.</summary>
    public static void AssertGreedy(Tensor ids, Tensor? stepLogits, ITokenDecoder decoder, IReadOnlyList<long[]> prompts, BlipTextConfig config)
    {
        using var recorder = new RecordingDecoder(decoder);

        var generated = TokenGenerator.Generate(
            recorder, prompts, new GenerationOptions { MaxNewTokens = (int)ids.shape[1] - prompts[0].Length }, Tokens(config), TestContext.Current.CancellationToken);

        GoldenModel.AssertIds(ids, generated.Select(g => g[0].Tokens.AsEnumerable()), config.PadTokenId);
        if (stepLogits is not null)
        {
            GoldenModel.AssertClose(stepLogits, stack(recorder.Logits, 1), "generated_step_logits");
        }
    }
}
