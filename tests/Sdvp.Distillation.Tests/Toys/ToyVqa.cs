using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Answers one of four questions from the mean colour of an image.</summary>
internal sealed class ToyVqa : ToyArchitecture
{
    public static readonly ImmutableArray<string> Questions = ["colour", "bright", "mood", "secret"];
    public static readonly ImmutableArray<string> Answers = ["red", "green", "blue", "yes", "no", "merry", "sad"];

    public override ModuleSignature Signature { get; } = ModuleSignature.Create(
        "VQA", ProgramType.Text, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("question", ProgramType.Text));

    public override ToyNetwork CreateNetwork(long seed) => new(3 + Questions.Length, Answers.Length, seed);

    public override float[] Features(ModuleCall call)
    {
        var question = Questions.IndexOf(call.Get<TextValue>("question").Text);
        return question >= 0
            ? [.. ToyImages.MeanColour(call.Get<ImageValue>("image").Pixels), .. Questions.Select((_, i) => i == question ? 1f : 0f)]
            : throw new ArgumentException($"The question '{call.Get<TextValue>("question").Text}' is not known.", nameof(call));
    }

    public override StudentOutput Forward(ToyNetwork network, IReadOnlyList<ToyInput> inputs) =>
        new AnswerLogits(network.call(Stack(inputs, inputs.Count, 3 + Questions.Length)), Answers);

    public override ModuleResult ToResult(ModuleCall call, StudentOutput output, int row)
    {
        var probabilities = ((AnswerLogits)output).Logits[row].to(float64).softmax(0).data<double>().ToArray();
        var distribution = new AnswerDistribution(Answers.Zip(probabilities, KeyValuePair.Create));
        return ModuleResult.FromValue(new TextValue(distribution.Top)) with { Distribution = distribution };
    }
}
