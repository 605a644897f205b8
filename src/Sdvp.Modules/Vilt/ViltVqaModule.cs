using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Imaging;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Layers;
using Sdvp.Modules.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Vilt;

/// <summary>
/// Visual question answering by ViLT (Kim et al. 2021): <c>VQA(image: Image, question: Text) → Text</c>. Results carry the distribution over the checkpoint's answers. A result
/// does not depend on the calls that it is answered with. Thread-safe; owns its network.
/// </summary>
public sealed class ViltVqaModule : ITrainableModule, IPreparingModule, IPaddedModule, IDisposable
{
    private readonly ViltNetwork _network;
    private readonly ViltCheckpoint _checkpoint;
    private readonly ViltVqaOptions _options;
    private readonly DeviceGate _gate;
    private readonly ImagesAhead _images;

    internal ViltVqaModule(string name, ViltNetwork network, ViltCheckpoint checkpoint, ViltVqaOptions options, DeviceGate gate)
    {
        Signature = StandardSignatures.Vqa(name);
        _network = Networks.Freeze(network);
        _checkpoint = checkpoint;
        _images = new ImagesAhead(checkpoint.Inputs.Process);
        _options = options;
        _gate = gate;
        Version = WeightsHash.Compute(network, $"{checkpoint.Identity};{options.Scoring}");
    }

    /// <inheritdoc/>
    public ModuleSignature Signature { get; }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public torch.ScalarType TrainingType => _options.TrainingType;

    /// <summary>Every answer that this module can give.</summary>
    public ImmutableArray<string> Answers => _checkpoint.Config.Answers;

    /// <summary>Loads a module from the folder of a checkpoint.</summary>
    /// <param name="name">The name in programs.</param>
    /// <param name="options">The folder and how to run; copied.</param>
    /// <param name="gate">The device; <see cref="ViltVqaOptions.Device"/> is not looked at.</param>
    /// <returns>The module; the caller owns it.</returns>
    /// <exception cref="InvalidDataException">The folder holds no ViLT, or a file is absent or damaged, or the adapter is of another network; the file is named.</exception>
    /// <exception cref="ArgumentException">An option lies outside its range.</exception>
    public static ViltVqaModule Load(string name, ViltVqaOptions options, DeviceGate gate)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(gate);
        options.Validate(name);
        var checkpoint = new ViltCheckpoint(options.Folder);
        return gate.Run(() => new ViltVqaModule(name, checkpoint.Load(gate.Device, options.Type, options.Adapter), checkpoint, options with { }, gate));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        cancellationToken.ThrowIfCancellationRequested();
        var images = _images.BeginBatch();
        var results = new ModuleResult[calls.Count];
        var inputs = new List<(int Index, ViltInput Input)>(calls.Count);
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

        foreach (var batch in _checkpoint.Inputs.Batches(inputs, i => i.Input, _options.MaxBatch))
        {
            var answers = _gate.RunBatch([.. batch.Select(i => i.Input)], Answer, cancellationToken);
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

    /// <summary>Images are padded to the widest and the highest of a batch: those of like proportions go well together.</summary>
    /// <param name="call">A call.</param>
    /// <returns>The image's height in thousandths of its width.</returns>
    public int LengthOf(ModuleCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var image = call.Get<ImageValue>("image");
        return (int)Math.Min(1000L * image.Height / image.Width, int.MaxValue);
    }

    /// <inheritdoc/>
    public IStudent CreateStudent() => _gate.Run(() =>
    {
        var network = _checkpoint.Copy(_network, _gate.Device, _options.TrainingType);
        network.Checkpoint = _options.CheckpointsActivations ? new ActivationCheckpoint() : null;
        return new ViltVqaStudent(Signature, network, _checkpoint, _options, _gate);
    });

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private ViltInput Prepare(ModuleCall call, PreparedImages images) =>
        new(images.Get(call.Get<ImageValue>("image")), _checkpoint.Inputs.Encode(call.Get<TextValue>("question").Text));

    private ModuleResult[] Answer(IReadOnlyList<ViltInput> inputs)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var logits = _network.Forward(_checkpoint.Inputs.ToBatch(inputs, _gate.Device, _options.Type));
        var rows = ToProbabilities(logits).cpu().data<float>().ToArray().Chunk(Answers.Length);
        return [.. rows.Select(row => ToResult(row))];
    }

    private Tensor ToProbabilities(Tensor logits)
    {
        if (_options.Scoring == AnswerScoring.Exclusive)
        {
            return nn.functional.softmax(logits, 1);
        }

        var each = logits.sigmoid();
        return each / each.sum(1, keepdim: true).AtLeast(1);
    }

    private ModuleResult ToResult(ReadOnlySpan<float> probabilities)
    {
        var distribution = AnswerProbabilities.ToDistribution(Answers, probabilities);
        return ModuleResult.FromValue(new TextValue(distribution.Top)) with { Distribution = distribution };
    }
}
