using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sdvp.Core.Programs.Viper.Api;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper;

/// <summary>
/// The language of ViperGPT (arXiv 2303.08128): functions in a subset of Python over an API of image patches. Programs are data: parsed,
/// checked as a whole, and executed step by step inside of the budgets of <see cref="ViperOptions"/>. Stateless and thread-safe.
/// </summary>
/// <remarks>
/// The result is that of the function <c>execute_command</c>, or of the last function where none has this name, or of a fragment's
/// <c>return</c> or last expression. Numbers, texts, errors and containers print as CPython 3.11 prints them; integers have 64 bits, and more
/// is an OverflowError. docs/viper.md lists the language, the API and where it differs from the published implementation.
/// <para>
/// Repairs (warnings, errors where <see cref="ProgramParseOptions.Strict"/> is set): VI017 code fence, VI018 program indented as a whole.
/// Warning: VI016 name defined nowhere.
/// </para>
/// <para>
/// Errors: VI001 syntax, VI002 indentation, VI003 text that never ends, VI004 program cut off, VI005 number out of range, VI006 nested too
/// deep, VI007 too long, VI008 part of Python that is not supported, VI009 import, VI010 name or attribute that begins with underscores,
/// VI011 built-in function that is not available, VI012 module that is not registered, VI013 scope of a name, VI014 no statement, VI015
/// parameter without an input, VI020 unknown member of a module.
/// </para>
/// </remarks>
public sealed class ViperLanguage : IProgramLanguage
{
    internal const string LanguageName = "viper";

    /// <summary>The longest source, in UTF-16 units.</summary>
    internal const int MaximumLength = 100_000;

    private readonly ViperOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Initialises the language.</summary>
    /// <param name="options">Budgets and modules; null for the defaults. Not to be changed afterwards.</param>
    /// <param name="timeProvider">Measures the time of runs; null for the system's clock.</param>
    /// <param name="logger">Takes what programs print, as debug messages; null for none.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ViperLanguage(ViperOptions? options = null, TimeProvider? timeProvider = null, ILogger<ViperLanguage>? logger = null)
    {
        _options = options ?? new ViperOptions();
        if (_options.FindProblems().FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<ViperLanguage>.Instance;
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
    /// <exception cref="ArgumentException">The program is of another language, or an input that it takes is not given.</exception>
    /// <exception cref="ViperErrorException">The program raised an exception and did not catch it.</exception>
    /// <exception cref="ViperBudgetException">A budget was spent.</exception>
    public async ValueTask<ProgramValue> ExecuteAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default) =>
        (await RunAsync(program, inputs, caller, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Executes a program and gives its result in every form.</summary>
    /// <param name="program">A program that <see cref="Parse"/> made.</param>
    /// <param name="inputs">Values of the input variables; not changed.</param>
    /// <param name="caller">Through which every module is called.</param>
    /// <param name="cancellationToken">Stops within the program and inside module calls.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException">The program is of another language, or an input that it takes is not given.</exception>
    /// <exception cref="ProgramExecutionException">A module call failed, which no program can catch.</exception>
    /// <exception cref="ViperErrorException">The program raised an exception and did not catch it.</exception>
    /// <exception cref="ViperBudgetException">A budget was spent.</exception>
    public async ValueTask<ViperResult> RunAsync(
        VisualProgram program, ImmutableDictionary<string, ProgramValue> inputs, IModuleCaller caller, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(caller);
        if (program is not ViperProgram viper)
        {
            throw new ArgumentException($"The program is of the language {program.Language}; {LanguageName} is expected.", nameof(program));
        }

        cancellationToken.ThrowIfCancellationRequested();
        var log = new RunLog();
        var host = new ViperHost(viper, caller, _options);
        var machine = new Machine(new RunBudget(_options, _time, cancellationToken), ProgramCompiler.Predefined, log, host);
        try
        {
            ProgramInputs.SetGlobals(machine, inputs);
            if (viper.Entry is null)
            {
                ProgramInputs.SetFragmentGlobals(machine);
            }

            PyObject[] arguments = viper.Entry is { } known ? ProgramInputs.Bind(machine, known, inputs) : [];
            var value = await machine.RunAsync(viper.Code).ConfigureAwait(false);
            if (viper.Entry is { } entry && machine.Globals.TryGetValue(entry.Function, out var function))
            {
                value = await machine.CallAsync(function, arguments).ConfigureAwait(false);
            }

            return new ViperResult(ValueConversion.ToProgram(machine, value), Repr.Str(machine, value), Repr.Of(machine, value), log.Lines);
        }
        catch (PyError error)
        {
            var raised = error.Value;
            throw new ViperErrorException(raised.Type.Name, Describe(machine, raised), raised.Hint, host.SiteOf(raised.Place ?? machine.Place));
        }
        catch (BudgetExceededException error)
        {
            throw new ViperBudgetException(error.Kind, error.Message, host.SiteOf(machine.Place));
        }
        finally
        {
            Log(viper, log);
        }
    }

    private static string Describe(Machine machine, PyException error)
    {
        try
        {
            return Repr.Str(machine, error);
        }
        catch (BudgetExceededException)
        {
            return "(its text is too long to print within the budget)";
        }
    }

    private void Log(ViperProgram program, RunLog log)
    {
        if (log.Text.Length > 0 && _logger.IsEnabled(LogLevel.Debug))
        {
            _logger.LogDebug("Program {ProgramId} printed: {Text}", program.Id, log.Text);
        }
    }
}
