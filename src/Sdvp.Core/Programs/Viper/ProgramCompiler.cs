using Sdvp.Core.Programs.Viper.Api;
using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper;

/// <summary>From source to a program: find it, read it, check it, compile it.</summary>
internal static class ProgramCompiler
{
    public static IReadOnlyDictionary<string, PyObject> Predefined { get; } =
        new Dictionary<string, PyObject>(Builtins.All.Concat(PythonModules.Preset).Concat(ApiFunctions.All()), StringComparer.Ordinal);

    public static ProgramParse Compile(string source, ProgramParseOptions options, ViperOptions viper)
    {
        var text = new SourceText(source);
        var diagnostics = new DiagnosticBag();
        ViperProgram? program = null;
        try
        {
            program = Compile(text, options, viper, diagnostics);
        }
        catch (SyntaxException error)
        {
            diagnostics.Error(error.Code, error.Message, text.Span(error.Start, Math.Max(0, error.End - error.Start)), error.Suggestion);
        }

        return new ProgramParse(diagnostics.HasErrors ? null : program, diagnostics.ToImmutable());
    }

    private static ViperProgram Compile(SourceText text, ProgramParseOptions options, ViperOptions viper, DiagnosticBag diagnostics)
    {
        if (text.Text.Length > ViperLanguage.MaximumLength)
        {
            throw new SyntaxException(ViperCodes.TooLarge, $"The program has {text.Text.Length} characters; at most {ViperLanguage.MaximumLength} are allowed.", 0, 0);
        }

        var (start, end) = ProgramText.Find(text.Text, out var hasFence);
        var severity = options.Strict ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        if (hasFence)
        {
            diagnostics.Add(new ProgramDiagnostic(ViperCodes.Fence, severity, "The program stands between code fences; what is outside of them is skipped.", text.Span(0, 0)));
        }

        var tokens = Lexer.ReadProgram(text.Text, start, end, out var isIndented);
        if (isIndented)
        {
            diagnostics.Add(new ProgramDiagnostic(
                ViperCodes.FragmentIndent, severity, "The program is indented as a whole; the indent of its first line counts as none.", text.Span(tokens[0].Start, 0)));
        }

        var statements = ViperParser.ParseProgram(text.Text, tokens);
        if (statements.Length == 0)
        {
            throw new SyntaxException(ViperCodes.Empty, "The text holds no statement; write a function execute_command(image).", 0, 0);
        }

        var scopes = ScopeBuilder.Build(statements);
        var check = new ProgramCheck(text, diagnostics);
        check.Visit(statements);
        check.CheckGlobals(scopes.Module, scopes.Module, KnownNames(options));
        var leaves = LeafNames.Of(viper, options.Modules);
        var leafCheck = new LeafCheck(viper, leaves, options.Modules, scopes.Module, NamesOf(scopes.Module), (message, at, length) => diagnostics.Error(ViperCodes.Unregistered, message, text.Span(at, length)));
        leafCheck.Visit(statements);
        var entry = EntryFinder.Find(statements, options.Inputs.Keys, p => diagnostics.Error(ViperCodes.Entry, p.Message, text.Span(p.Start, p.End - p.Start)));
        return new ViperProgram(text, Compiler.Compile(statements, scopes), entry, leaves);
    }

    private static string[] KnownNames(ProgramParseOptions options) =>
        [.. options.Inputs.Keys, .. options.Inputs.Keys.Select(i => i.ToLowerInvariant()), ProgramInputs.Patch, ProgramInputs.Segment];

    private static HashSet<string> NamesOf(Scope scope)
    {
        var names = new HashSet<string>(scope.Uses.Keys, StringComparer.Ordinal);
        foreach (var child in scope.Children)
        {
            names.UnionWith(NamesOf(child));
        }

        return names;
    }
}
