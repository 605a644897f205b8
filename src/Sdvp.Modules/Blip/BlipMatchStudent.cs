using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Text;
using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>The network of a <see cref="BlipMatchModule"/> in training.</summary>
internal sealed class BlipMatchStudent : IStudent
{
    private readonly BlipMatchNetwork _network;
    private readonly BlipCheckpoint<BlipMatchNetwork> _checkpoint;
    private readonly BlipMatchOptions _options;
    private readonly BlipMatchRunner _runner;
    private readonly DeviceGate _gate;

    public BlipMatchStudent(
        ModuleSignature signature, BlipMatchNetwork network, BlipCheckpoint<BlipMatchNetwork> checkpoint, BlipMatchOptions options, DeviceGate gate)
    {
        Signature = signature;
        _network = network;
        _checkpoint = checkpoint;
        _options = options;
        _gate = gate;
        _runner = new BlipMatchRunner(network, checkpoint, gate.Device, options.TrainingType);
    }

    public ModuleSignature Signature { get; }

    public nn.Module Network => _network;

    /// <summary>What the network reads for a text.</summary>
    public static string Fill(BlipMatchOptions options, string text) => options.Template.Replace(BlipMatchOptions.Placeholder, text, StringComparison.Ordinal);

    public StudentInput Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        ImmutableArray<string> candidates = [.. MatchTexts.Read(call).Distinct(StringComparer.Ordinal)];
        return new BlipMatchInput(
            _checkpoint.Inputs.Process(call.Get<ImageValue>("image").Pixels), candidates, [.. candidates.Select(c => _checkpoint.Inputs.Encode(Fill(_options, c)))]);
    }

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var typed = inputs.Cast<BlipMatchInput>().ToArray();
        var width = typed.Max(i => i.Candidates.Length);
        using var scope = NewDisposeScope();

        // Pairs of one image stand together, so that what is computed of it is shared.
        var pairs = typed.Index().GroupBy(i => i.Item.Image).SelectMany(g => g)
            .SelectMany(i => i.Item.Tokens.Select((tokens, place) => (Place: (i.Index * width) + place, Pair: (i.Item.Image, tokens)))).ToArray();
        var compared = _runner.Compare([.. pairs.Select(p => p.Pair)]);
        using var padding = CandidateLogits.Padding.ToScalar();
        var logits = full([typed.Length * width], padding, compared.dtype, compared.device)
            .index_copy(0, tensor([.. pairs.Select(p => (long)p.Place)], device: compared.device), compared).view(typed.Length, width);
        return new CandidateLogits(logits.MoveToOuterDisposeScope(), [.. typed.Select(i => i.Candidates)]) { Scoring = _options.Scoring };
    }

    public ITrainableModule ToModule() =>
        new BlipMatchModule(Signature.Name, _checkpoint.Copy(_network, _gate.Device, _options.Type), _checkpoint, _options, _gate);

    public void Save(string folder) => _checkpoint.Folder.Save(_network, folder, BlipFolder.KeyMap);

    public void Dispose() => _network.Dispose();
}
