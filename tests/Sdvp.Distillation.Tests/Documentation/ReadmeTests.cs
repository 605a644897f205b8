using System.Runtime.CompilerServices;

namespace Sdvp.Distillation.Tests.Documentation;

public sealed class ReadmeTests
{
    [Fact]
    public void HostSnippet_IsTheCodeThatIsCompiled()
    {
        var readme = File.ReadAllText(Path.Combine(FolderOfThisFile(), "..", "..", "..", "README.md"));
        var shown = Lines(readme.Split("```csharp")[1].Split("```")[0]);
        var compiled = File.ReadAllText(Path.Combine(FolderOfThisFile(), "ReadmeHost.cs"))
            .Split("// <readme>").Skip(1).SelectMany(part => Lines(part.Split("// </readme>")[0])).ToList();

        Assert.Equal(compiled.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
        Assert.NotEmpty(ReadmeHost.CreateServices());
    }

    private static List<string> Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string FolderOfThisFile([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
