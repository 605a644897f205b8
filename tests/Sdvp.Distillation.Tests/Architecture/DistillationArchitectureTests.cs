using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Architecture;

public sealed class DistillationArchitectureTests
{
    [Fact]
    public void Assembly_References_AreOnlyTheAllowedOnes()
    {
        var references = typeof(StepwiseDistiller).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.All(
            references,
            name => Assert.True(
                name is "Sdvp.Core" or "Sdvp.Modules" or "TorchSharp" or "Parquet"
                    || name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal),
                $"Sdvp.Distillation references {name}."));
    }
}
