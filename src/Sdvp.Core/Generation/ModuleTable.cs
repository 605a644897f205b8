using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Generation;

/// <summary>Describes modules as a table: each signature in a line of its own, and behind it what the module does where that is known.</summary>
/// <param name="notes">What modules do, by name; others are listed by their signature alone.</param>
public sealed class ModuleTable(ImmutableDictionary<string, string> notes) : IModuleDescriber
{
    /// <summary>What modules do, by name.</summary>
    public ImmutableDictionary<string, string> Notes { get; } = notes;

    /// <inheritdoc/>
    public string Describe(IReadOnlyList<ModuleSignature> modules, ImmutableDictionary<string, ProgramType> inputs)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(inputs);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Inputs: {string.Join(", ", inputs.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key} ({i.Value})"))}\n");
        text.Append("Modules; there are no others:\n");
        foreach (var module in modules)
        {
            var parameters = module.Parameters.Select(p => $"{p.Name}: {p.Type}{(p.IsOptional ? ", optional" : "")}");
            text.Append(CultureInfo.InvariantCulture, $"- {module.Name}({string.Join("; ", parameters)}) -> {module.Result}");
            if (Notes.TryGetValue(module.Name, out var note))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  {note}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
