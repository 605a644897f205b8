using System.Diagnostics;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Benchmarks.Scenes;

/// <summary>The bare forward passes of one module on the distinct calls that programs made of it: inputs are prepared beforehand, results are not looked at.</summary>
internal sealed class RawForward : IDisposable
{
    private static readonly int[] Sizes = [16, 32, 64, 128, 256];

    private readonly IStudent _network;
    private readonly List<StudentInput> _inputs;
    private readonly DeviceGate _gate;

    private RawForward(IStudent network, List<StudentInput> inputs, DeviceGate gate)
    {
        _network = network;
        _inputs = inputs;
        _gate = gate;
    }

    public int Calls => _inputs.Count;

    /// <summary>The best batch size, see <see cref="ChooseSize"/>.</summary>
    public int Size { get; private set; } = 64;

    /// <summary>Takes the calls out of records.</summary>
    /// <param name="module">The module.</param>
    /// <param name="records">What programs did.</param>
    /// <param name="gate">The device.</param>
    /// <returns>The passes; calls about one image follow each other, so that a batch shares what an image costs.</returns>
    public static RawForward Create(ITrainableModule module, IEnumerable<StepRecord> records, DeviceGate gate)
    {
        var network = module.CreateStudent();
        var calls = records.Where(record => record.Module == module.Signature.Name).Select(record => record.ToCall()).DistinctBy(KeyOf);
        return new RawForward(network, [.. calls.Select(network.Prepare)], gate);
    }

    /// <summary>Finds the batch size at which the passes take least.</summary>
    /// <param name="rounds">How often each is tried.</param>
    public void ChooseSize(int rounds)
    {
        var times = Sizes.ToDictionary(size => size, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var size in Sizes)
            {
                Size = size;
                times[size].Add(Run());
            }
        }

        Size = times.MinBy(pair => pair.Value.Min()).Key;
    }

    /// <summary>Makes the passes side by side, as many as the device has lanes.</summary>
    /// <returns>Seconds on the clock.</returns>
    public double RunSideBySide()
    {
        var begin = Stopwatch.GetTimestamp();
        _gate.RunBatch(_inputs, Pass);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>Makes the passes one after the other.</summary>
    /// <returns>Seconds on the clock.</returns>
    public double Run()
    {
        var begin = Stopwatch.GetTimestamp();
        for (var start = 0; start < _inputs.Count; start += Size)
        {
            var batch = _inputs.GetRange(start, Math.Min(Size, _inputs.Count - start));
            _gate.Run(() => Pass(batch));
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    public void Dispose() => _network.Dispose();

    private IReadOnlyList<StudentInput> Pass(IReadOnlyList<StudentInput> batch)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        _network.Forward(batch);
        return batch;
    }

    private static (string Image, string Text) KeyOf(ModuleCall call) =>
        (call.Arguments.Values.OfType<ImageValue>().Single().ContentId, call.Arguments.Values.OfType<TextValue>().Single().Text);
}
