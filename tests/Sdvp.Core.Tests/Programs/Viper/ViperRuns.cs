using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Programs.Viper;

/// <summary>Parses and runs programs that call no module.</summary>
internal static class ViperRuns
{
    public static ProgramParseOptions NoModules { get; } = new()
    {
        Modules = ImmutableDictionary<string, ModuleSignature>.Empty,
        Inputs = ImmutableDictionary<string, ProgramType>.Empty,
    };

    public static IModuleCaller Caller { get; } = new NoCaller();

    public static ImmutableDictionary<string, ProgramValue> NoInputs { get; } = ImmutableDictionary<string, ProgramValue>.Empty;

    public static ProgramParse Parse(string source, ProgramParseOptions? options = null) => new ViperLanguage().Parse(source, options ?? NoModules);

    public static Task<ViperResult> RunAsync(string source, ViperOptions? options = null) =>
        RunUntilAsync(source, options, TestContext.Current.CancellationToken);

    public static async Task<ViperResult> RunUntilAsync(string source, ViperOptions? options, CancellationToken cancellationToken)
    {
        var language = new ViperLanguage(options);
        return await language.RunAsync(language.Parse(source, NoModules).GetProgramOrThrow(), NoInputs, Caller, cancellationToken);
    }

    public static async Task<string> ReprAsync(string source) => (await RunAsync(source)).Repr;

    public static ProgramDiagnostic FirstError(string source, ProgramParseOptions? options = null) =>
        Parse(source, options).Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);

    private sealed class NoCaller : IModuleCaller
    {
        public ValueTask<ModuleResult> CallAsync(string module, ModuleCall call, CallSite site, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException($"{module} is called, but no module is there.");
    }
}
