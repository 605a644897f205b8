using Microsoft.Extensions.DependencyInjection;
using Sdvp.Core.Tests.Architecture.Planted.High;
using Sdvp.Core.Tests.Architecture.Planted.Low;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Architecture;

public class ArchitectureTests
{
    private static readonly FolderOrder Core = new(
        "Sdvp.Core", "Values", "Modules", "Programs", "Symbolic", "Composed", "Recording", "Diagnostics", "Execution", "Teaching", "Generation", "Rationale", "DependencyInjection");

    private static readonly FolderOrder Planted = new("Sdvp.Core.Tests.Architecture.Planted", "Low", "High");

    [Fact]
    public void Core_Folders_NeverNameLaterOnes() =>
        Assert.Empty(Core.FindViolations(typeof(ProgramValue).Assembly.GetTypes()));

    [Fact]
    public void Core_Assembly_ReferencesNothingHeavy()
    {
        string[] allowed = ["System.", "Microsoft.Extensions.", "Microsoft.Win32.Primitives"];

        var references = typeof(ProgramValue).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.DoesNotContain(references, name => !allowed.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Core_ExtensionsOfServices_AreTheOnlyTypesOutsideOfItsNamespaces() =>
        Assert.All(
            typeof(ProgramValue).Assembly.GetExportedTypes().Where(type => !type.Namespace!.StartsWith("Sdvp.Core.", StringComparison.Ordinal)),
            type => Assert.Equal(typeof(IServiceCollection).Namespace, type.Namespace));

    [Theory]
    [InlineData(typeof(NamesInField))]
    [InlineData(typeof(NamesInSignature))]
    [InlineData(typeof(NamesInBase))]
    [InlineData(typeof(NamesInBody))]
    [InlineData(typeof(NamesInAsyncLambda))]
    [InlineData(typeof(NamesInTypeArgument))]
    public void FindViolations_PlantedViolation_IsFound(Type guilty)
    {
        Type[] types = [guilty, .. guilty.GetNestedTypes(System.Reflection.BindingFlags.NonPublic), .. NestedDeeper(guilty)];

        Assert.Contains(Planted.FindViolations(types), violation => violation.EndsWith("Planted.High.Upper.", StringComparison.Ordinal));
    }

    [Fact]
    public void FindViolations_OrderKept_FindsNothing() =>
        Assert.Empty(Planted.FindViolations([typeof(Upper), typeof(Lower)]));

    [Fact]
    public void FindViolations_UnknownFolder_IsFound() =>
        Assert.Single(new FolderOrder("Sdvp.Core.Tests.Architecture.Planted", "Low").FindViolations([typeof(Upper), typeof(Lower)]));

    private static IEnumerable<Type> NestedDeeper(Type type) => type
        .GetNestedTypes(System.Reflection.BindingFlags.NonPublic)
        .SelectMany(nested => nested.GetNestedTypes(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public));
}
