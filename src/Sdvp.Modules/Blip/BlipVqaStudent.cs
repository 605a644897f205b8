using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The network of a <see cref="BlipVqaModule"/> in training.</summary>
internal sealed class BlipVqaStudent : ITokenStudent
{
    private readonly BlipVqaNetwork _network;
    private readonly BlipCheckpoint<BlipVqaNetwork> _checkpoint;
    private readonly BlipVqaOptions _options;
    private readonly BlipVqaRunner _runner;
    private readonly DeviceGate _gate;

    public BlipVqaStudent(ModuleSignature signature, BlipVqaNetwork network, BlipCheckpoint<BlipVqaNetwork> checkpoint, BlipVqaOptions options, DeviceGate gate)
    {
        Signature = signature;
        _network = network;
        _checkpoint = checkpoint;
        _options = options;
        _gate = gate;
        _runner = new BlipVqaRunner(network, checkpoint, gate.Device, options.TrainingType);
    }

    public ModuleSignature Signature { get; }

    public nn.Module Network => _network;

    public StudentInput Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new BlipVqaInput(_checkpoint.Inputs.Process(call.Get<ImageValue>("image").Pixels), _checkpoint.Inputs.Encode(call.Get<TextValue>("question").Text));
    }

    public ImmutableArray<long>? EncodeAnswer(ModuleCall call, string answer) =>
        _checkpoint.Inputs.EncodeAnswer(answer, before: 1) is { } tokens ? [.. tokens] : null;

    public IReadOnlyList<ImmutableArray<long>> Write(IReadOnlyList<StudentInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return Write(_runner.Read([.. inputs.Cast<BlipVqaInput>()]));
    }

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var scope = NewDisposeScope();
        var read = _runner.Read([.. inputs.Cast<BlipVqaInput>()]);
        return Release(_runner.Score(read, [.. Write(read).Select((tokens, i) => new TokenSequence(i, tokens))]));
    }

    public TokenLogits Forward(IReadOnlyList<StudentInput> inputs, IReadOnlyList<TokenSequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        BlipTokenRows.Require(sequences, inputs.Count);
        using var scope = NewDisposeScope();
        return Release(_runner.Score(_runner.Read([.. inputs.Cast<BlipVqaInput>()]), sequences));
    }

    public ITrainableModule ToModule() =>
        new BlipVqaModule(Signature.Name, _checkpoint.Copy(_network, _gate.Device, _options.Type), _checkpoint, _options, _gate);

    public void Save(string folder) => _checkpoint.Folder.Save(_network, folder, BlipFolder.KeyMap);

    public void Dispose() => _network.Dispose();

    private static TokenLogits Release(TokenLogits scored)
    {
        scored.Targets.MoveToOuterDisposeScope();
        scored.Mask.MoveToOuterDisposeScope();
        scored.Logits.MoveToOuterDisposeScope();
        return scored;
    }

    private ImmutableArray<long>[] Write((Tensor Questions, Tensor? IsToken) read)
    {
        var greedy = BlipGeneration.Choose(_checkpoint.Generation, beams: 1, _options.MaxNewTokens);
        return [.. _runner.Write(read, greedy, CancellationToken.None).Select(s => s[0].Tokens[s[0].PromptLength..])];
    }
}
