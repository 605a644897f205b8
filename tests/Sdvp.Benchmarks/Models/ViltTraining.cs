using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using Sdvp.Modules.Vilt;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Benchmarks.Models;

/// <summary>
/// Trains a ViLT on one batch and prints, a line a step, loss, processor time and wall time, and at the end the peak of resident memory.
/// <c>Python/vilt_training.py</c> does the same in PyTorch, on the same folder, images and labels.
/// </summary>
internal static class ViltTraining
{
    /// <summary>Runs the training.</summary>
    /// <param name="arguments"><c>vilt FOLDER [--layers 12] [--width 768] [--image 384] [--answers 3129] [--batch 8] [--steps 4] [--threads 1] [--type f32|bf16] [--lora 0|RANK] [--checkpoint 0|1] [--quiet 0|1]</c>.</param>
    public static void Run(string[] arguments)
    {
        string Option(string name, string fallback) => Array.IndexOf(arguments, "--" + name) is >= 0 and var at ? arguments[at + 1] : fallback;
        int Number(string name, int fallback) => int.Parse(Option(name, fallback.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        set_num_threads(Number("threads", 1));
        var folder = new ViltFolder(
            arguments[0], Number("layers", 12), Number("width", 768), Number("width", 768) / 64, Number("image", 384), Answers: Number("answers", 3129), Words: Number("words", 30522));
        folder.Ensure(seed: 1);
        var options = new ViltVqaOptions
        {
            Folder = folder.Path,
            TrainingType = Option("type", "f32") == "bf16" ? ScalarType.BFloat16 : ScalarType.Float32,
            Scoring = AnswerScoring.Independent,
            CheckpointsActivations = Number("checkpoint", 0) == 1,
        };
        IStudent student;
        using (var module = ViltVqaModule.Load("VQA", options, new DeviceGate(CPU)))
        {
            student = module.CreateStudent();
        }

        using var owned = student;
        if (Number("lora", 0) is > 0 and var rank)
        {
            LoraAdapter.Attach(student.Network, new LoraOptions { Rank = rank, TargetModules = ["query", "value"] }, seed: 1);
        }

        Train(student, folder.ImageSize, Number("batch", 8), Number("steps", 4), Number("quiet", 0) == 1);
    }

    /// <summary>The images: the same numbers in both languages.</summary>
    internal static ImageBuffer Image(int index, int size)
    {
        var pixels = new byte[size * size * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(((i * 31L) + (index * 97)) % 251);
        }

        return ImageBuffer.FromRgb(size, size, pixels);
    }

    /// <summary>The batch: the same in both languages.</summary>
    internal static StudentInput[] Inputs(IStudent student, int size, int batch)
    {
        var text = string.Join(' ', Enumerable.Range(0, 38).Select(i => $"w{100 + i}"));
        return [.. Enumerable.Range(0, batch).Select(i => student.Prepare(new ModuleCall(ImmutableDictionary<string, ProgramValue>.Empty
            .Add("image", new ImageValue(Image(i, size))).Add("question", new TextValue(text)))))];
    }

    private static void Train(IStudent student, int size, int batch, int steps, bool isQuiet)
    {
        var inputs = Inputs(student, size, batch);
        using var optimizer = new AdamWOptimizer(student.Network.parameters().Where(p => p.requires_grad));
        var process = Process.GetCurrentProcess();
        for (var step = 0; step < steps; step++)
        {
            var (wall, cpu) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
            var loss = Step(student, optimizer, inputs);
            process.Refresh();
            if (!isQuiet || step % 100 == 0 || step == steps - 1)
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"step {step} loss {loss:0.00000} cpu {(process.TotalProcessorTime - cpu).TotalSeconds:0.000} wall {Stopwatch.GetElapsedTime(wall).TotalSeconds:0.000} rss {ResidentKilobytes("VmRSS") / 1024} live {Tensor.TotalCount}"));
            }
        }

        Console.WriteLine($"peak {ResidentKilobytes("VmHWM") / 1024} MB");
    }

    internal static float Step(IStudent student, AdamWOptimizer optimizer, StudentInput[] inputs)
    {
        using var scope = NewDisposeScope();
        optimizer.ClearGradients();
        var logits = ((AnswerLogits)student.Forward(inputs)).Logits;
        var targets = zeros(logits.shape);
        for (var i = 0; i < inputs.Length; i++)
        {
            targets[i, i].fill_(1f.ToScalar());
        }

        var loss = nn.functional.binary_cross_entropy_with_logits(logits, targets).Times(logits.shape[1]);
        loss.backward();
        (student.Network as ICheckpointedNetwork)?.Checkpoint?.Complete();
        optimizer.Step(1e-4);
        return loss.item<float>();
    }

    private static long ResidentKilobytes(string key) => long.Parse(
        File.ReadLines("/proc/self/status").First(l => l.StartsWith(key, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
