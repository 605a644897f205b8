using System.Collections.Immutable;
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
/// Visual question answering by BLIP (Li et al. 2022), which writes its answers: <c>VQA(image: Image, question: Text) → Text</c>. Results carry the probabilities of what the
/// beams ended in; the answer itself is the one that beam search ranks first, which by its length penalty need not be the most probable. With
/// <see cref="BlipVqaOptions.Answers"/> each of these is scored exactly, and results carry the distribution over them. A result does not depend on the calls that it is
/// answered with. Thread-safe; owns its network.
/// </summary>
public sealed class BlipVqaModule : ITrainableModule, IPreparingModule, IDisposable
{
    private readonly BlipVqaNetwork _network;
    private readonly BlipCheckpoint<BlipVqaNetwork> _checkpoint;
    private readonly BlipVqaOptions _options;
    private readonly GenerationOptions _generation;
    private readonly BlipAnswerList? _answers;
    private readonly BlipVqaRunner _runner;
    private readonly DeviceGate _gate;
    private readonly ImagesAhead _images;

    internal BlipVqaModule(string name, BlipVqaNetwork network, BlipCheckpoint<BlipVqaNetwork> checkpoint, BlipVqaOptions options, DeviceGate gate)
    {
        Signature = StandardSignatures.Vqa(name);
        _network = Networks.Freeze(network);
        _checkpoint = checkpoint;
        _images = new ImagesAhead(checkpoint.Inputs.Process);
        _options = options;
        _gate = gate;
        _runner = new BlipVqaRunner(network, checkpoint, gate.Device, options.Type);
        _answers = options.Answers.Count > 0 ? new BlipAnswerList(options.Answers, checkpoint.Inputs) : null;
        _generation = BlipGeneration.Choose(checkpoint.Generation, options.Beams, options.MaxNewTokens);
        Version = WeightsHash.Compute(network, $"{checkpoint.Identity};{_answers?.ToString() ?? _generation.ToString()}");
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
    /// <param name="gate">The device; <see cref="BlipVqaOptions.Device"/> is not looked at.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The folder holds no such BLIP, or a file is absent or damaged, or the adapter is of another network; the file is named.</exception>
    /// <exception cref="ArgumentException">An option lies outside its range, or the network cannot write one of the answers.</exception>
    public static BlipVqaModule Load(string name, BlipVqaOptions options, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        options.Validate(name);
        var checkpoint = new BlipCheckpoint<BlipVqaNetwork>(options.Folder, c => new BlipVqaNetwork(c));
        return gate.Run(() => new BlipVqaModule(
            name, checkpoint.Load(gate.Device, options.Type, options.Adapter), checkpoint, options with { Answers = [.. options.Answers] }, gate));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var images = _images.BeginBatch();
        var results = new ModuleResult[calls.Count];
        var inputs = new List<(int Index, BlipVqaInput Input)>(calls.Count);
        for (var i = 0; i < results.Length; i++)
        {
            try
            {
                inputs.Add((i, new(images.Get(calls[i].Get<ImageValue>("image")), _checkpoint.Inputs.Encode(calls[i].Get<TextValue>("question").Text))));
            }
            catch (ArgumentException error)
            {
                // One call that cannot be answered does not fail the others of its batch.
                results[i] = ModuleResult.FromError(error);
            }
        }

        // Questions about one image share what is computed of it.
        foreach (var batch in inputs.GroupBy(i => i.Input.Image).SelectMany(g => g).Chunk(_options.MaxBatch))
        {
            var answers = _gate.RunBatch([.. batch.Select(i => i.Input)], part => Answer(part, cancellationToken), cancellationToken);
            for (var i = 0; i < batch.Length; i++)
            {
                results[batch[i].Index] = answers[i];
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
        return new BlipVqaStudent(Signature, network, _checkpoint, _options, _gate);
    });

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private ImmutableArray<ModuleResult> Answer(IReadOnlyList<BlipVqaInput> inputs, CancellationToken cancellationToken)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var read = _runner.Read(inputs);
        return _answers is { } answers
            ? [.. answers.Score(_runner, read, cancellationToken)]
            : [.. _runner.Write(read, _generation, cancellationToken).Select(ToResult)];
    }

    private ModuleResult ToResult(ImmutableArray<GeneratedSequence> sequences) => BlipTexts.ToResult(
        sequences, s => _checkpoint.Inputs.Decode(s.Tokens.Skip(s.PromptLength)));
}
