using Sdvp.Modules.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Sdvp.Modules.Tests.Golden;

/// <summary>What is asked of students whatever their architecture.</summary>
internal static class StudentChecks
{
    /// <summary>Fails where a student with checkpointed blocks gets other gradients than one that keeps everything.</summary>
    public static void AssertSameGradients(IStudent plain, IStudent checkpointed, Func<IStudent, Tensor> loss)
    {
        using var scope = NewDisposeScope();
        loss(plain).backward();
        loss(checkpointed).backward();
        var checkpoint = ((ICheckpointedNetwork)checkpointed.Network).Checkpoint;
        Assert.NotNull(checkpoint);
        checkpoint.Complete();
        foreach (var ((name, expected), (_, actual)) in plain.Network.named_parameters().Zip(checkpointed.Network.named_parameters()))
        {
            Assert.Equal(expected.grad is null, actual.grad is null);
            if (expected.grad is { } gradient)
            {
                GoldenModel.AssertClose(gradient, actual.grad!, name, 1e-5);
            }
        }
    }

    /// <summary>Fails where a student in bfloat16 does not learn, or its output is not float32.</summary>
    public static void AssertLearnsInBFloat16(IStudent student, Func<IStudent, Tensor> loss)
    {
        Assert.All(student.Network.parameters(), p => Assert.Equal(ScalarType.BFloat16, p.dtype));
        using var optimizer = new AdamWOptimizer(student.Network.parameters());
        var values = new List<float>();
        for (var step = 0; step < 25; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.ClearGradients();
            var value = loss(student);
            Assert.Equal(ScalarType.Float32, value.dtype);
            value.backward();
            optimizer.Step(2e-3);
            values.Add(value.item<float>());
        }

        Assert.True(values[^1] < values[0] / 2, $"{values[0]} → {values[^1]}");
    }
}
