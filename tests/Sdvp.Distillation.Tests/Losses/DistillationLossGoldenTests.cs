using System.Text.Json;
using Sdvp.Distillation.Losses;
using Sdvp.Tests.Shared;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Tests.Losses;

/// <summary>Every case of the distillation losses in the golden data: values and gradients.</summary>
[Trait("Category", "Golden")]
public sealed class DistillationLossGoldenTests
{
    [Fact]
    public void SoftCrossEntropy_Cases_EqualPyTorch() => ForEachCase("soft_cross_entropy", entry =>
    {
        var reduction = Enum.Parse<SampleReduction>(entry.GetProperty("reduction").GetString()!, ignoreCase: true);
        var temperature = entry.GetProperty("temperature").GetDouble();
        Tensor Loss(Tensor logits) => SoftCrossEntropyLoss.Compute(
            logits, Read(entry, "targets")!, temperature, Read(entry, "classWeights"), Read(entry, "sampleWeights"), reduction);

        Check(entry, entry, "logits", Loss);
        var perSample = SoftCrossEntropyLoss.PerSample(Read(entry, "logits")!, Read(entry, "targets")!, temperature, Read(entry, "classWeights"));
        Close(Read(entry, "perSample")!, perSample, 1e-10);
    });

    [Fact]
    public void KullbackLeibler_Cases_EqualPyTorch() => ForEachCase("kl_temperature", entry =>
    {
        var temperature = entry.GetProperty("temperature").GetDouble();
        foreach (var (name, reduction, squared) in new[]
        {
            ("batchmean", LossReduction.BatchMean, false), ("batchmeanTimesT2", LossReduction.BatchMean, true),
            ("sum", LossReduction.Sum, false), ("mean", LossReduction.Mean, false),
        })
        {
            Check(entry, entry.GetProperty(name), "studentLogits", student =>
                KullbackLeiblerLoss.ForwardFromProbabilities(student, Read(entry, "teacherProbabilities")!, temperature, reduction, squared));
            if (Read(entry, "teacherLogits") is { } teacher)
            {
                Check(entry, entry.GetProperty(name), "studentLogits", student => KullbackLeiblerLoss.Forward(student, teacher, temperature, reduction, squared));
            }
        }

        if (Read(entry, "teacherLogits") is { } logits)
        {
            Check(entry, entry.GetProperty("reverseBatchmean"), "studentLogits", student => KullbackLeiblerLoss.Reverse(student, logits, temperature));
        }
    });

    [Fact]
    public void GeneralisedJensenShannon_Cases_EqualTrl() => ForEachCase("generalised_jsd", entry =>
    {
        var reduction = Enum.Parse<LossReduction>(entry.GetProperty("reduction").GetString()!, ignoreCase: true);
        var (beta, temperature) = (entry.GetProperty("beta").GetDouble(), entry.GetProperty("temperature").GetDouble());
        double? items = entry.GetProperty("numItemsInBatch") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
        var labels = Read(entry, "labels")?.to_type(ScalarType.Int64);
        var teacher = Read(entry, "teacherLogits")!;

        Check(entry, entry, "studentLogits", student => GeneralisedJensenShannonLoss.Compute(student, teacher, labels, beta, temperature, reduction, items));
        Close(Read(entry, "perElementUnmasked")!, GeneralisedJensenShannonLoss.PerElement(Read(entry, "studentLogits")!, teacher, beta, temperature), 1e-10);
    });

    [Fact]
    public void Hinton_Cases_EqualTorchdistill() => ForEachCase("hinton_kd", entry =>
    {
        var reduction = Enum.Parse<LossReduction>(entry.GetProperty("reduction").GetString()!, ignoreCase: true);
        double? beta = entry.GetProperty("beta") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
        var labels = Read(entry, "labels")?.to_type(ScalarType.Int64);

        Check(entry, entry, "studentLogits", student => HintonLoss.Compute(
            student, Read(entry, "teacherLogits")!, labels, entry.GetProperty("temperature").GetDouble(), entry.GetProperty("alpha").GetDouble(), beta, reduction));
    });

    private static void ForEachCase(string file, Action<JsonElement> check)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(GoldenFolder.Path("metrics", "distillation", $"{file}.json")));
        var count = 0;
        foreach (var entry in json.RootElement.GetProperty("cases").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            check(entry);
            count++;
        }

        Assert.True(count > 0);
    }

    private static void Check(JsonElement entry, JsonElement expected, string studentName, Func<Tensor, Tensor> loss)
    {
        var student = Read(entry, studentName)!.requires_grad_();
        var value = loss(student);
        value.backward();

        var golden = expected.GetProperty("value").GetDouble();
        Assert.Equal(golden, value.item<double>(), 1e-10 * (1 + Math.Abs(golden)));
        Close(Read(expected, "gradient")!, student.grad!, 1e-9 * (1 + Math.Abs(golden)));
    }

    private static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        var (left, right) = (expected.contiguous().data<double>().ToArray(), actual.detach().contiguous().data<double>().ToArray());
        for (var i = 0; i < left.Length; i++)
        {
            Assert.Equal(left[i], right[i], tolerance * Math.Max(1, Math.Abs(left[i])));
        }
    }

    private static Tensor? Read(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var array) || array.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var shape = new List<long>();
        for (var level = array; level.ValueKind == JsonValueKind.Array; level = level[0])
        {
            shape.Add(level.GetArrayLength());
        }

        return tensor(Numbers(array).ToArray(), [.. shape]);
    }

    private static IEnumerable<double> Numbers(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Numbers) : [element.GetDouble()];
}
