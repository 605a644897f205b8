using Sdvp.Core.Execution;
using Sdvp.Core.Programs;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

/// <summary>A program that is a function, so that tests can do what no language would.</summary>
internal sealed class ScriptProgram(string source, ScriptProgram.Body body, string language = ScriptLanguage.LanguageName) : VisualProgram(language, source)
{
    public delegate Task<ProgramValue> Body(ScriptCaller caller, CancellationToken cancellationToken);

    public Body Run => body;

    public static ProgramRequest Request(string id, Body body, string language = ScriptLanguage.LanguageName) =>
        new(id, new ScriptProgram(id, body, language), []);

    /// <summary>A program that calls modules one after the other with its own id, and gives the last value.</summary>
    public static ProgramRequest Chain(string id, params string[] modules) => Request(id, async (caller, _) =>
    {
        ProgramValue value = new TextValue(id);
        foreach (var module in modules)
        {
            value = await caller.CallAsync(module, value);
        }

        return value;
    });
}
