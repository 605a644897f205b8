using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Teaching;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Tests.Evaluation;

internal sealed class FakeProgram(string source) : VisualProgram("fake", source)
{
    public static TaskExample Example(string id, string? answer, string question = "q", string? family = null, string source = "") => new()
    {
        Id = id,
        Question = question,
        Answer = answer,
        Family = family,
        Inputs = ImmutableDictionary<string, ProgramValue>.Empty,
        Program = new FakeProgram(source),
    };
}
