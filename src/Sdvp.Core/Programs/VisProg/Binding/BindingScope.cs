using Sdvp.Core.Programs.VisProg.Syntax;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>The variables that exist at a place in a program, and the findings so far.</summary>
internal sealed class BindingScope(ProgramDiagnostics diagnostics, ProgramParseOptions options)
{
    // Enough for any program that someone mends; hostile ones must not buy time with wrong names.
    private const int MaximumSuggestions = 100;

    private const int ShownVariables = 20;

    private readonly Dictionary<string, ProgramType> _variables = new(options.Inputs, StringComparer.Ordinal);
    private int _suggestions;

    public ProgramDiagnostics Diagnostics { get; } = diagnostics;

    public ProgramParseOptions Options { get; } = options;

    public VisProgCompatibility Compatibility { get; } = options.VisProg.Compatibility;

    public bool TryGetType(string variable, out ProgramType type) => _variables.TryGetValue(variable, out type);

    public void Define(string variable, ProgramType type) => _variables[variable] = type;

    /// <summary>The variable that was probably meant; only among those of a type where one is given.</summary>
    public string? Nearest(string name, ProgramType type = ProgramType.Any) =>
        Nearest(name, _variables.Where(v => TypeRules.Fits(v.Value, type)).Select(v => v.Key));

    /// <summary>The name that was probably meant.</summary>
    public string? Nearest(string name, IEnumerable<string> candidates) =>
        _suggestions++ < MaximumSuggestions ? NearestName.Find(name, candidates) : null;

    /// <summary>Says that a variable is not defined, and what could be meant.</summary>
    public string Undefined(string what, string name, string? nearest)
    {
        if (nearest is not null)
        {
            return $"{what} '{name}' is not defined; did you mean '{nearest}'?";
        }

        var shown = string.Join(", ", _variables.Keys.Order(StringComparer.Ordinal).Take(ShownVariables));
        return $"{what} '{name}' is not defined; defined are: {shown}{(_variables.Count > ShownVariables ? ", …" : "")}.";
    }
}
