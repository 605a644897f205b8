using System.Text.Json;
using Sdvp.Modules.Torch.Native;

namespace Sdvp.Modules.Tests.Architecture;

public sealed class ModulesArchitectureTests
{
    [Fact]
    public void Assembly_References_AreOnlyTheAllowedOnes()
    {
        var references = typeof(TorchNativeLibrary).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("Sdvp.", StringComparison.Ordinal) && name != "Sdvp.Core");
        Assert.All(
            references,
            name => Assert.True(
                name is "Sdvp.Core" or "TorchSharp" or "SkiaSharp"
                    || name.StartsWith("System.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.ML.", StringComparison.Ordinal),
                $"Sdvp.Modules references {name}."));
    }

    [Fact]
    public void Package_Dependencies_LeaveTheNativeBackEndToTheHost()
    {
        // What this test project was built from lists the dependencies that the package of Sdvp.Modules declares.
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sdvp.Modules.Tests.deps.json")));
        var target = document.RootElement.GetProperty("runtimeTarget").GetProperty("name").GetString()!;
        var library = document.RootElement.GetProperty("targets").GetProperty(target).EnumerateObject().Single(entry => entry.Name.StartsWith("Sdvp.Modules/", StringComparison.Ordinal));

        var dependencies = library.Value.GetProperty("dependencies").EnumerateObject().Select(entry => entry.Name).ToArray();

        Assert.Contains("TorchSharp", dependencies);
        Assert.DoesNotContain(dependencies, name => name.StartsWith("TorchSharp-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("libtorch", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Sdvp.Distillation", dependencies);
    }
}
