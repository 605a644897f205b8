using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg.Binding;
using Sdvp.Core.Programs.VisProg.Execution;
using Sdvp.Core.Programs.VisProg.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>
/// The language of VisProg (arXiv 2211.11559): one module call a line, <c>NAME=MODULE(argument=value)</c>, the result by RESULT.
/// Stateless and thread-safe.
/// </summary>
/// <remarks>
/// Programs are checked as a whole before anything runs. What language models often get wrong, such as code fences, labels, prose,
/// an unescaped apostrophe or the case of a name, is repaired with a warning, or refused where
/// <see cref="ProgramParseOptions.Strict"/> is set. A text of more than 100,000 characters or 500 steps is refused.
/// <see cref="ProgramParseOptions.VisProg"/> restricts programs to a task, or takes quirks of VisProg's published code.
/// <para>
/// Repairs: VP001 unescaped quote inside text, VP004 case of an argument, VP006 missing closing parenthesis, VP008 indentation,
/// VP009 prose, VP010 code fence, VP020 typographic quotes, VP026 unquoted expression, VP033 text behind a step, VP034 label,
/// VP036 case of a module; where the profile says so VP017, VP018, VP019 and VP037 as well.
/// </para>
/// <para>Warnings: VP011 no RESULT, the last value counts; VP012 step behind RESULT, does not run; VP039 place of LOC not in upper case.</para>
/// <para>
/// Errors: VP002 unknown module, VP003 undefined variable, VP005 syntax of an expression, VP013 unquoted text, VP014 unquoted phrase,
/// VP015 positional argument, VP016 missing argument, VP017 duplicate argument, VP018 unknown argument, VP019 call inside a call,
/// VP021 text that never ends, VP022 type, VP025 undefined variable in an expression, VP028 function, attribute or item not allowed in
/// an expression, VP035 assignment to an input, VP037 no single '=', VP040 program cut off, VP041 too long or too deep, VP042 number out
/// of range, VP043 bare name in an expression, VP044 number of a function's arguments, VP045 second RESULT, VP046 syntax of a step,
/// VP047 no step, VP048 module not registered, VP049 module of no use in the task. When an expression is evaluated, VP031: operands that do not fit.
/// </para>
/// </remarks>
public sealed class VisProgLanguage : IProgramLanguage
{
    internal const string LanguageName = "visprog";
    internal const string EvalModule = "EVAL";
    internal const string ResultModule = "RESULT";

    /// <summary>The name, <c>visprog</c>.</summary>
    public string Name => LanguageName;

    /// <inheritdoc/>
    public ProgramParse Parse(string source, ProgramParseOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var state = new ParserState(new SourceText(source), options);
        var syntax = ProgramParser.Parse(state);
        var steps = ProgramBinder.Bind(syntax, state.Diagnostics, options);
        var program = state.Diagnostics.Bag.HasErrors ? null : new VisProgProgram(source, steps);
        return new ProgramParse(program, state.Diagnostics.Bag.ToImmutable());
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Steps run as soon as their inputs are there, independent ones at once; RESULT waits for all steps before it, and those behind it do not
    /// run. Results are those of running step by step. Steps that do not depend on a failed one run nevertheless. An EVAL call carries, besides <c>expr</c>, one argument for each variable of the expression;
    /// see <see cref="VisProgExpression.CallArguments"/>.
    /// </remarks>
    /// <exception cref="ProgramExecutionException">A step failed; of several the first in the program is named.</exception>
    /// <exception cref="ArgumentException">The program is of another language, or an input that it reads is not given.</exception>
    public async ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(caller);
        if (program is not VisProgProgram visProg)
        {
            throw new ArgumentException($"The program is of the language {program.Language}; {LanguageName} is expected.", nameof(program));
        }

        var slots = visProg.Plan.CreateSlots(inputs);
        return await new DataFlow(visProg.Plan, slots, cancellationToken).RunAsync(caller).ConfigureAwait(false);
    }
}
