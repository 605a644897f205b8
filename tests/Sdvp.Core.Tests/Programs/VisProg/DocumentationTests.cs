using System.Reflection;
using Sdvp.Core.Programs.Expressions.Syntax;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Core.Tests.Programs.VisProg;

public sealed class DocumentationTests
{
    [Fact]
    public void Documentation_OfVisProg_ListsEveryCodeSwitchAndModule()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "visprog.md"));

        var codes = new[] { typeof(VisProgCodes), typeof(ExpressionCodes) }.SelectMany(t => t.GetFields()).Select(f => (string)f.GetRawConstantValue()!);
        Assert.All(codes, code => Assert.Contains($"| {code} |", text, StringComparison.Ordinal));
        var switches = typeof(VisProgCompatibility).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.PropertyType == typeof(bool));
        Assert.All(switches, s => Assert.Contains($"| `{s.Name}` |", text, StringComparison.Ordinal));
        Assert.All(switches, s => Assert.True((bool)s.GetValue(VisProgCompatibility.Upstream)!));
        Assert.All(VisProgModules.Names, name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Sdvp.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside of the repository.");
    }
}
