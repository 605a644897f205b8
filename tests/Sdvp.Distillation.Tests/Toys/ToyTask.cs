using System.Collections.Immutable;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Toys;

internal static class ToyTask
{
    public static TaskExample Example(string id, string program, long image, string? answer = null) => new()
    {
        Id = id,
        Question = program,
        Answer = answer,
        Program = new ToyProgram(program),
        Inputs = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", ToyImages.Create(image)),
    };

    /// <summary>Asks for the colour of images.</summary>
    public static DistillationTask Colours(int examples = 96, ToyTeacher? teacher = null, bool probes = false) => new()
    {
        Name = "colours",
        Examples = [.. Enumerable.Range(0, examples).Select(i => ColourExample("e", i, i))],
        Validation = [.. Enumerable.Range(0, 60).Select(i => ColourExample("v", i, 100_000 + i))],
        Teacher = teacher ?? new ToyTeacher(),
        Adapters = [new ToyVqaAdapter()],
        Probes = probes ? new ToyProbes() : null,
    };

    /// <summary>Looks for quarters of a colour.</summary>
    public static DistillationTask Places(int examples = 64) => new()
    {
        Name = "places",
        Examples = [.. Enumerable.Range(0, examples).Select(i => Example($"e{i}", $"LOC {ToyLoc.Objects[i % 3]}", i))],
        Teacher = new ToyTeacher(),
        Adapters = [new ToyLocAdapter()],
    };

    private static TaskExample ColourExample(string prefix, int number, long image) =>
        Example($"{prefix}{number}", "VQA colour", image, ToyImages.ColourOf(ToyImages.Create(image).Pixels));
}
