using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg.Binding;
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
    /// Steps run in order until RESULT. An EVAL call carries, besides <c>expr</c>, one argument for each variable of the expression;
    /// see <see cref="VisProgExpression.CallArguments"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">The program is of another language, or an input that it reads is not given.</exception>
    public async ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(caller);
        if (program is not VisProgProgram { Steps: var steps })
        {
            throw new ArgumentException($"The program is of the language {program.Language}; {LanguageName} is expected.", nameof(program));
        }

        InputCheck.RequireAll(steps, inputs);
        var variables = inputs;
        var value = ProgramValue.None;
        for (var i = 0; i < steps.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var step = steps[i];
            var site = new CallSite(i, step.Output, step.Span);
            var result = await caller.CallAsync(step.Module, StepArguments.Resolve(step, variables, site), site, cancellationToken).ConfigureAwait(false);
            value = result.Value ?? throw new ProgramExecutionException($"{step.Module} gave no value.", step.Module, site, result.Error);
            if (step.IsResult)
            {
                break;
            }

            variables = variables.SetItem(step.Output, value);
        }

        return value;
    }
}
