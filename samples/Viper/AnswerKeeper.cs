using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Viper;

/// <summary>The language Viper, keeping what the last run printed as its answer.</summary>
internal sealed class AnswerKeeper(ViperLanguage language) : IProgramLanguage
{
    public string Name => language.Name;

    public ViperResult? Last { get; private set; }

    public ProgramParse Parse(string source, ProgramParseOptions options) => language.Parse(source, options);

    public async ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default)
    {
        Last = null;
        Last = await language.RunAsync(program, inputs, caller, cancellationToken);
        return Last.Value;
    }
}
