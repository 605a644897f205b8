using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Teaching;
using Sdvp.Core.Teaching.Adapters;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Teaching.Adapters;

internal static class Steps
{
    public static ImageBuffer Image(byte level = 0, int width = 8, int height = 6) =>
        ImageBuffer.FromRgb(width, height, Enumerable.Repeat(level, width * height * 3).ToArray());

    public static StepRecord Ask(ImageValue image, string question) =>
        Of("VQA", ("image", image), ("question", new TextValue(question)));

    public static StepRecord Locate(ImageValue image, string wanted, params Region[] proposals) =>
        Of("LOC", ("image", image), ("object", new TextValue(wanted))) with { Proposals = [.. proposals] };

    public static StepRecord Of(string module, params (string Name, ProgramValue Value)[] arguments) => new()
    {
        RunId = "r",
        StepIndex = 0,
        Module = module,
        Version = new ModuleVersion("v"),
        Arguments = arguments.ToImmutableDictionary(a => a.Name, a => a.Value),
        Span = default,
        Duration = TimeSpan.Zero,
    };

    public static TaskExample Example(params (string Name, ProgramValue Value)[] inputs) => new()
    {
        Id = "e",
        Question = "q",
        Inputs = inputs.ToImmutableDictionary(i => i.Name, i => i.Value),
        Program = DirectCallProgram.Instance,
    };
}
