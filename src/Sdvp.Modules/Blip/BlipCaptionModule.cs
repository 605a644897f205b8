using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Generation;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Blip;

/// <summary>
/// Captions by BLIP (Li et al. 2022): <c>CAPTION(image: Image, prefix: Text?) → Text</c>, the whole caption with its prefix. Results carry the probabilities of what the beams
/// ended in, given the prefix. Thread-safe; owns its network.
/// </summary>
public sealed class BlipCaptionModule : ITrainableModule, IPreparingModule, IDisposable
{
    private readonly BlipCaptionNetwork _network;
    private readonly BlipCheckpoint<BlipCaptionNetwork> _checkpoint;
    private readonly BlipCaptionOptions _options;
    private readonly GenerationOptions _generation;
    private readonly BlipCaptionRunner _runner;
    private readonly DeviceGate _gate;
    private readonly ImagesAhead _images;

    internal BlipCaptionModule(
        string name, BlipCaptionNetwork network, BlipCheckpoint<BlipCaptionNetwork> checkpoint, BlipCaptionOptions options, DeviceGate gate)
    {
        Signature = StandardSignatures.Caption(name);
        _network = Networks.Freeze(network);
        _checkpoint = checkpoint;
        _images = new ImagesAhead(checkpoint.Inputs.Process);
        _options = options;
        _gate = gate;
        _runner = new BlipCaptionRunner(network, checkpoint, gate.Device, options.Type);
        _generation = BlipGeneration.Choose(checkpoint.Generation, options.Beams, options.MaxNewTokens);
        Version = WeightsHash.Compute(network, $"{checkpoint.Identity};{_generation}");
    }

    /// <inheritdoc/>
    public ModuleSignature Signature { get; }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public torch.ScalarType TrainingType => _options.TrainingType;

    /// <summary>Loads a module from the folder of a checkpoint.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="options">The folder and how to run; copied.</param>
    /// <param name="gate">The device; <see cref="BlipCaptionOptions.Device"/> is not looked at.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The folder holds no such BLIP, or a file is absent or damaged, or the adapter is of another network; the file is named.</exception>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static BlipCaptionModule Load(string name, BlipCaptionOptions options, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        options.Validate(name);
        var checkpoint = new BlipCheckpoint<BlipCaptionNetwork>(options.Folder, c => new BlipCaptionNetwork(c));
        return gate.Run(() => new BlipCaptionModule(name, checkpoint.Load(gate.Device, options.Type, options.Adapter), checkpoint, options with { }, gate));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var images = _images.BeginBatch();
        var results = new ModuleResult[calls.Count];
        var inputs = new List<(int Index, BlipCaptionInput Input)>(calls.Count);
        for (var i = 0; i < results.Length; i++)
        {
            try
            {
                inputs.Add((i, Prepare(calls[i], images)));
            }
            catch (ArgumentException error)
            {
                // One call that cannot be answered does not fail the others of its batch.
                results[i] = ModuleResult.FromError(error);
            }
        }

        foreach (var batch in inputs.GroupBy(i => i.Input.Prompt.Length).SelectMany(g => g.Chunk(_options.MaxBatch)))
        {
            var captions = _gate.RunBatch([.. batch.Select(i => i.Input)], part => Describe(part, cancellationToken), cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                results[batch[i].Index] = captions[i];
            }
        }

        return new ValueTask<IReadOnlyList<ModuleResult>>(results);
    }

    /// <inheritdoc/>
    public void Prepare(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        _images.Prepare(call.Get<ImageValue>("image"));
    }

    /// <inheritdoc/>
    public IStudent CreateStudent() => _gate.Run(() =>
    {
        var network = _checkpoint.Copy(_network, _gate.Device, _options.TrainingType);
        network.Checkpoint = _options.CheckpointsActivations ? new ActivationCheckpoint() : null;
        return new BlipCaptionStudent(Signature, network, _checkpoint, _options, _gate);
    });

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private BlipCaptionInput Prepare(ModuleCall call, PreparedImages images)
    {
        var prompt = _runner.Prompt(BlipCaptionRunner.PrefixOf(call));
        BlipGeneration.Fit(_generation, prompt.Length, _checkpoint.Config.Text);
        return new BlipCaptionInput(images.Get(call.Get<ImageValue>("image")), prompt);
    }

    private ModuleResult[] Describe(IReadOnlyList<BlipCaptionInput> inputs, CancellationToken cancellationToken)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        return [.. _runner.Write(inputs, _generation, cancellationToken).Select(sequences => BlipTexts.ToResult(sequences, s => _checkpoint.Inputs.Decode(s.Tokens)))];
    }
}
