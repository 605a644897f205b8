using Sdvp.Core.Programs.VisProg.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>The variables that exist at a place in a program, and the findings so far.</summary>
internal sealed class BindingScope(ProgramDiagnostics diagnostics, ProgramParseOptions options)
{
    private readonly Dictionary<string, ProgramType> _variables = new(options.Inputs, StringComparer.Ordinal);

    public ProgramDiagnostics Diagnostics { get; } = diagnostics;

    public ProgramParseOptions Options { get; } = options;

    public bool TryGetType(string variable, out ProgramType type) => _variables.TryGetValue(variable, out type);

    public void Define(string variable, ProgramType type) => _variables[variable] = type;

    /// <summary>The variable that was probably meant; only among those of a type where one is given.</summary>
    public string? Nearest(string name, ProgramType type = ProgramType.Any) =>
        NearestName.Find(name, _variables.Where(v => TypeRules.Fits(v.Value, type)).Select(v => v.Key));

    public string Known() => string.Join(", ", _variables.Keys.Order(StringComparer.Ordinal));
}
