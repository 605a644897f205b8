using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The network of a <see cref="BlipCaptionModule"/> in training.</summary>
internal sealed class BlipCaptionStudent : ITokenStudent
{
    private readonly BlipCaptionNetwork _network;
    private readonly BlipCheckpoint<BlipCaptionNetwork> _checkpoint;
    private readonly BlipCaptionOptions _options;
    private readonly BlipCaptionRunner _runner;
    private readonly DeviceGate _gate;

    public BlipCaptionStudent(
        ModuleSignature signature, BlipCaptionNetwork network, BlipCheckpoint<BlipCaptionNetwork> checkpoint, BlipCaptionOptions options, DeviceGate gate)
    {
        Signature = signature;
        _network = network;
        _checkpoint = checkpoint;
        _options = options;
        _gate = gate;
        _runner = new BlipCaptionRunner(network, checkpoint, gate.Device, options.TrainingType);
    }

    public ModuleSignature Signature { get; }

    public nn.Module Network => _network;

    public StudentInput Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new BlipCaptionInput(_checkpoint.Inputs.Process(call.Get<ImageValue>("image").Pixels), _runner.Prompt(BlipCaptionRunner.PrefixOf(call)));
    }

    /// <summary>The tokens after the prefix; a caption that does not begin with its call's prefix cannot be written.</summary>
    public ImmutableArray<long>? EncodeAnswer(ModuleCall call, string answer)
    {
        var prefix = _runner.Prompt(BlipCaptionRunner.PrefixOf(call)).AsSpan(1);
        return _checkpoint.Inputs.EncodeAnswer(answer, before: 1) is { } tokens && tokens.Length > prefix.Length && tokens.AsSpan().StartsWith(prefix)
            ? [.. tokens.AsSpan(prefix.Length)]
            : null;
    }

    public IReadOnlyList<ImmutableArray<long>> Write(IReadOnlyList<StudentInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var greedy = BlipGeneration.Choose(_checkpoint.Generation, beams: 1, _options.MaxNewTokens);
        var written = new ImmutableArray<long>[inputs.Count];
        foreach (var group in inputs.Cast<BlipCaptionInput>().Index().GroupBy(i => i.Item.Prompt.Length))
        {
            var (places, typed) = (group.Select(i => i.Index).ToArray(), group.Select(i => i.Item).ToArray());
            var captions = _runner.Write(typed, greedy, CancellationToken.None);
            for (var i = 0; i < places.Length; i++)
            {
                written[places[i]] = captions[i][0].Tokens[captions[i][0].PromptLength..];
            }
        }

        return written;
    }

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs) => Forward(inputs, [.. Write(inputs).Select((tokens, i) => new TokenSequence(i, tokens))]);

    public TokenLogits Forward(IReadOnlyList<StudentInput> inputs, IReadOnlyList<TokenSequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        BlipTokenRows.Require(sequences, inputs.Count);
        return _runner.Score([.. inputs.Cast<BlipCaptionInput>()], sequences);
    }

    public ITrainableModule ToModule() =>
        new BlipCaptionModule(Signature.Name, _checkpoint.Copy(_network, _gate.Device, _options.Type), _checkpoint, _options, _gate);

    public void Save(string folder) => _checkpoint.Folder.Save(_network, folder, BlipFolder.KeyMap);

    public void Dispose() => _network.Dispose();
}
