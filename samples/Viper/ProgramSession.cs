using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Rationale;
using Sdvp.Core.Values;

namespace Sdvp.Samples.Viper;

/// <summary>Checks and runs programs on one set of modules and inputs.</summary>
internal sealed class ProgramSession
{
    private readonly AnswerKeeper _language;
    private readonly ProgramRunner _runner;
    private readonly ProgramParseOptions _options;
    private readonly ImmutableDictionary<string, ProgramValue> _inputs;

    public ProgramSession(IEnumerable<IVisualModule> modules, ViperOptions options, ImmutableDictionary<string, ProgramValue> inputs)
    {
        var registry = new ModuleRegistry(modules);
        _language = new AnswerKeeper(new ViperLanguage(options));
        _runner = new ProgramRunner(registry, [_language]);
        _options = registry.ToParseOptions(inputs);
        _inputs = inputs;
    }

    /// <summary>Checks a program and, where it is sound, runs it.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="runs">Whether to run it.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>What came of it, and how it came about where the program ran.</returns>
    public async Task<(ProgramOutcome Outcome, RunRationale? Rationale)> RunAsync(string file, bool runs, CancellationToken cancellationToken)
    {
        string source;
        try
        {
            source = await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (new ProgramOutcome(file, null, "error", error.Message, null), null);
        }

        var parse = _language.Parse(source, _options);
        if (parse.Program is null)
        {
            var first = parse.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            return (new ProgramOutcome(file, null, "refused", $"{first.Code}: {first.Message}", first.Span.Line, first.Span.Column), null);
        }

        if (!runs)
        {
            var warnings = string.Join(" ", parse.Diagnostics.Select(d => d.ToString()));
            return (new ProgramOutcome(file, warnings.Length == 0 ? "sound" : $"sound; {warnings}", "answer", null, null), null);
        }

        var title = Path.GetFileNameWithoutExtension(file);
        var run = await _runner.RunAsync(new ProgramRequest(title, parse.Program, _inputs), cancellationToken);
        var question = (_inputs.GetValueOrDefault("query") as TextValue)?.Text ?? title;
        return (Describe(file, run), RunRationale.From(question, parse.Program, _inputs, run) with { Diagnostics = parse.Diagnostics });
    }

    private ProgramOutcome Describe(string file, ProgramRun run)
    {
        if (run.Error is { } error)
        {
            var span = error.Site.Span;
            var outcome = error is ViperBudgetException ? "budget" : "error";
            return new ProgramOutcome(file, null, outcome, error.Message, span.Line > 0 ? span.Line : null, span.Column);
        }

        return new ProgramOutcome(file, _language.Last!.Text, "answer", null, null);
    }
}
