using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Distillation.Tests.Toys;

internal sealed class ToyLanguage : IProgramLanguage
{
    public const string LanguageName = "toy";

    public string Name => LanguageName;

    public ProgramParse Parse(string source, ProgramParseOptions options) => new(new ToyProgram(source), []);

    public async ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default)
    {
        var words = program.Source.Split(' ');
        var arguments = inputs.ToDictionary(i => i.Key == "IMAGE" ? "image" : i.Key, i => i.Value).ToImmutableDictionary()
            .Add(words[0] == "VQA" ? "question" : "object", new TextValue(words[1]));
        var site = new CallSite(0, "ANSWER", new SourceSpan(0, program.Source.Length, 1, 1));
        return (await caller.CallAsync(words[0], new ModuleCall(arguments), site, cancellationToken)).Value!;
    }
}
