using System.Collections.Immutable;
using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper;

/// <summary>The language of ViperGPT (arXiv 2303.08128): functions in a subset of Python over an API of image patches.</summary>
public sealed class ViperLanguage : IProgramLanguage
{
    internal const string LanguageName = "viper";
    internal const int MaximumLength = 100_000;

    private readonly ViperOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Initialises the language.</summary>
    /// <param name="options">Budgets and modules; null for the defaults.</param>
    /// <param name="timeProvider">Measures the time of runs; null for the system's clock.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ViperLanguage(ViperOptions? options = null, TimeProvider? timeProvider = null)
    {
        _options = options ?? new ViperOptions();
        if (_options.FindProblems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The name, <c>viper</c>.</summary>
    public string Name => LanguageName;

    /// <inheritdoc/>
    public ProgramParse Parse(string source, ProgramParseOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        return ProgramCompiler.Compile(source, options, _options);
    }

    /// <inheritdoc/>
    public async ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default) =>
        (await RunAsync(program, inputs, caller, cancellationToken)).Value;

    internal async ValueTask<(ProgramValue Value, string Text)> RunAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default)
    {
        var viper = (ViperProgram)program;
        var machine = new Machine(new RunBudget(_options, _time, cancellationToken), ProgramCompiler.Predefined, new RunLog(), null);
        try
        {
            var value = await machine.RunAsync(viper.Code);
            if (viper.Entry is { } entry)
            {
                value = await machine.CallAsync(machine.Globals[entry.Function], [.. entry.Arguments.Select(_ => PyNone.Instance)]);
            }

            return (ProgramValue.None, Repr.Of(machine, value));
        }
        catch (PyError error)
        {
            throw new ViperErrorException(error.Value.Type.Name, Repr.Str(machine, error.Value), error.Value.Hint, new CallSite(0, null, viper.Span(error.Value.Place ?? default)));
        }
        catch (BudgetExceededException error)
        {
            throw new ViperBudgetException(error.Kind, error.Message, new CallSite(0, null, viper.Span(machine.Place)));
        }
    }
}
