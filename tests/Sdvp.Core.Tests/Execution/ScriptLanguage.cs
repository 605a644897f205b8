using System.Collections.Immutable;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

internal sealed class ScriptLanguage : IProgramLanguage
{
    public const string LanguageName = "script";

    public string Name => LanguageName;

    public ProgramParse Parse(string source, ProgramParseOptions options) => throw new NotSupportedException("Scripts are made, not parsed.");

    public async ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default) =>
        await ((ScriptProgram)program).Run(new ScriptCaller(caller, cancellationToken), cancellationToken);
}
