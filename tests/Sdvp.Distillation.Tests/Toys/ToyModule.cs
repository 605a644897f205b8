using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Weights;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Toys;

internal sealed class ToyModule : ITrainableModule
{
    private readonly ToyArchitecture _architecture;
    private readonly ToyNetwork _network;
    private readonly bool _sharesWeights;

    public ToyModule(ToyArchitecture architecture, ToyNetwork network, bool sharesWeights = false)
    {
        _architecture = architecture;
        _network = network;
        _sharesWeights = sharesWeights;
        Version = WeightsHash.Compute(network, architecture.GetType().Name);
    }

    public ModuleSignature Signature => _architecture.Signature;

    public ModuleVersion Version { get; }

    public ScalarType TrainingType { get; init; } = ScalarType.Float32;

    public static ToyModule Vqa(long seed = 1) => Create(new ToyVqa(), seed);

    public static ToyModule Loc(long seed = 1) => Create(new ToyLoc(), seed);

    public static ToyModule SharingVqa() => new(new ToyVqa(), new ToyVqa().CreateNetwork(1), sharesWeights: true);

    public IStudent CreateStudent() => new ToyStudent(_architecture, _sharesWeights ? _network : _network.Copy());

    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        using var noGradient = no_grad();
        return new(calls.Select(Invoke).ToArray());
    }

    private static ToyModule Create(ToyArchitecture architecture, long seed) => new(architecture, architecture.CreateNetwork(seed));

    private ModuleResult Invoke(ModuleCall call)
    {
        using var scope = NewDisposeScope();
        try
        {
            return _architecture.ToResult(call, _architecture.Forward(_network, [new ToyInput(_architecture.Features(call))]), 0);
        }
        catch (ArgumentException error)
        {
            return ModuleResult.FromError(error);
        }
    }
}
