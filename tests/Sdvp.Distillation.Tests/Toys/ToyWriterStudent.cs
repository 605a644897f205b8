using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

internal sealed class ToyWriterStudent(ToyNetwork network) : ITokenStudent
{
    public ModuleSignature Signature => ToyWriter.Signature;

    public nn.Module Network => network;

    public StudentInput Prepare(ModuleCall call) => ToyWriter.Prepare(call);

    public ImmutableArray<long>? EncodeAnswer(ModuleCall call, string answer) => ToyWriter.Encode(answer);

    public IReadOnlyList<ImmutableArray<long>> Write(IReadOnlyList<StudentInput> inputs) => [.. inputs.Cast<ToyInput>().Select(i => ToyWriter.Write(network, i))];

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs) => Forward(inputs, [.. Write(inputs).Select((tokens, i) => new TokenSequence(i, tokens))]);

    public TokenLogits Forward(IReadOnlyList<StudentInput> inputs, IReadOnlyList<TokenSequence> sequences) =>
        ToyWriter.Forward(network, [.. inputs.Cast<ToyInput>()], sequences);

    public ITrainableModule ToModule() => new ToyWriterModule(network.Copy());

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        ModuleWeights.Save(network, Path.Combine(folder, "model.safetensors"));
    }

    public void Dispose() => network.Dispose();
}
