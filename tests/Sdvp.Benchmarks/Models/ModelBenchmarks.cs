using Sdvp.Benchmarks.Measuring;
using Sdvp.Benchmarks.Python;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Vilt;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Benchmarks.Models;

/// <summary>A ViLT of ViT-B's size: forward passes and training steps next to PyTorch, and in bfloat16 next to 32 bits. On one thread each.</summary>
internal sealed class ModelBenchmarks : IBenchmarkFamily
{
    private const string Family = "Networks";

    public string Name => "models";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        var threads = get_num_threads();
        var folder = new ViltFolder(Directory.CreateTempSubdirectory().FullName, Words: 1000);
        try
        {
            folder.Ensure(seed: 1);
            await foreach (var row in MeasureAsync(folder, context.Choose(4, 2), context.Choose(5, 1)))
            {
                yield return row;
            }
        }
        finally
        {
            set_num_threads(threads);
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    private static async IAsyncEnumerable<BenchmarkRow> MeasureAsync(ViltFolder folder, int batch, int rounds)
    {
        using var single = new Passes(folder, batch, ScalarType.Float32);
        await foreach (var row in CompareWithPythonAsync(single, folder, batch, rounds))
        {
            yield return row;
        }

        const string Row = "training steps of ViT-B's size in bfloat16, against 32 bits";
        if (!HasBfloat16())
        {
            yield return new BenchmarkRow(Family, Row, null, "×", Bar.AtLeast(1.5), "this processor has no bfloat16");
            yield break;
        }

        using var half = new Passes(folder, batch, ScalarType.BFloat16);
        var (fast, slow, ratio) = await Paired.MeasureAsync(
            rounds, () => Paired.ProcessorSecondsAsync(half.Train), () => Paired.ProcessorSecondsAsync(single.Train), WarmUp.None);
        yield return new BenchmarkRow(Family, Row, ratio, "×", Bar.AtLeast(1.5), FormattableString.Invariant($"batch of {batch}; {fast:0.00} against {slow:0.00} s"));
    }

    private static async IAsyncEnumerable<BenchmarkRow> CompareWithPythonAsync(Passes passes, ViltFolder folder, int batch, int rounds)
    {
        using var python = PythonCounterpart.TryStart("vilt_counterpart.py", out var problem, "torch", "numpy");
        var version = python is null ? null : await python.AskAsync(FormattableString.Invariant($"load {batch} {folder.Path}"));
        foreach (var (name, command, work) in new (string, string, Func<Task>)[] { ("forward pass", "forward", passes.Forward), ("training step", "train", passes.Train) })
        {
            var row = $"{name} of ViT-B's size, against PyTorch";
            if (python is null)
            {
                yield return new BenchmarkRow(Family, row, null, "×", null, problem);
                continue;
            }

            var (ours, theirs, ratio) = await Paired.MeasureAsync(
                rounds, () => Paired.ProcessorSecondsAsync(work), () => python.AskNumberAsync(command), WarmUp.None);
            yield return new BenchmarkRow(
                Family, row, ratio, "×", null, FormattableString.Invariant($"batch of {batch}; {ours:0.00} against {theirs:0.00} s with PyTorch {version}"));
        }
    }

    private static bool HasBfloat16()
    {
        const string File = "/proc/cpuinfo";
        return System.IO.File.Exists(File) && System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal)) is { } flags
            && (flags.Contains("avx512_bf16", StringComparison.Ordinal) || flags.Contains("amx_bf16", StringComparison.Ordinal));
    }

    private sealed class Passes : IDisposable
    {
        private readonly IStudent _student;
        private readonly AdamWOptimizer _optimizer;
        private readonly StudentInput[] _inputs;

        public Passes(ViltFolder folder, int batch, ScalarType type)
        {
            var options = new ViltVqaOptions { Folder = folder.Path, TrainingType = type, Scoring = AnswerScoring.Independent };
            using (var module = ViltVqaModule.Load("VQA", options, new DeviceGate(CPU)))
            {
                _student = module.CreateStudent();
            }

            _optimizer = new AdamWOptimizer(_student.Network.parameters().Where(p => p.requires_grad));
            _inputs = ViltTraining.Inputs(_student, folder.ImageSize, batch);
        }

        public Task Forward()
        {
            TakeOneThread();
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            _student.Forward(_inputs);
            return Task.CompletedTask;
        }

        public Task Train()
        {
            TakeOneThread();
            ViltTraining.Step(_student, _optimizer, _inputs);
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            _optimizer.Dispose();
            _student.Dispose();
        }

        /// <summary>The number belongs to a thread, and what is measured goes on another one after each wait for Python.</summary>
        private static void TakeOneThread() => set_num_threads(1);
    }
}
