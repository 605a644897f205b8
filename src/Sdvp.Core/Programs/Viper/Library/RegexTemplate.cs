using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>What <c>re.sub</c> puts in the place of a match: text with references to groups.</summary>
internal sealed class RegexTemplate
{
    private readonly List<(string Text, int Group)> _parts = [];

    public RegexTemplate(string template, PyPattern pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '\\' || i + 1 == template.Length)
            {
                text.Append(template[i]);
                continue;
            }

            var c = template[++i];
            if (c == 'g')
            {
                var close = i + 1 < template.Length && template[i + 1] == '<' ? template.IndexOf('>', i) : -1;
                var name = close < 0 ? throw RegexModule.Error($"missing <name> at position {i}") : template[(i + 2)..close];
                Add(text, int.TryParse(name, out var number) ? number : pattern.Groups.ToList().IndexOf(name), name, pattern);
                i = close;
            }
            else if (char.IsAsciiDigit(c) && c != '0')
            {
                var number = c - '0';
                if (i + 1 < template.Length && char.IsAsciiDigit(template[i + 1]))
                {
                    number = (number * 10) + template[++i] - '0';
                }

                Add(text, number, number.ToString(System.Globalization.CultureInfo.InvariantCulture), pattern);
            }
            else
            {
                var simple = "\\abfnrtv0".IndexOf(c, StringComparison.Ordinal);
                if (simple < 0 && char.IsAsciiLetter(c))
                {
                    throw RegexModule.Error($"bad escape \\{c} at position {i - 1}");
                }

                _ = simple < 0 ? text.Append('\\').Append(c) : text.Append("\\\a\b\f\n\r\t\v\0"[simple]);
            }
        }

        _parts.Add((text.ToString(), -1));
    }

    public string Expand(Machine machine, PyMatch match) =>
        string.Concat(_parts.Select(p => p.Text + (p.Group < 0 ? "" : ((PyText)match.GroupAt(machine, p.Group, PyText.Empty)).Value)));

    private void Add(StringBuilder text, int group, string name, PyPattern pattern)
    {
        if (group < 0 || group >= pattern.Groups.Count)
        {
            throw int.TryParse(name, out _)
                ? RegexModule.Error($"invalid group reference {name}")
                : new PyError(new PyException(ExceptionTypes.Of("IndexError"), [PyText.Of($"unknown group name {TextRepr.Quote(name)}")]));
        }

        _parts.Add((text.ToString(), group));
        text.Clear();
    }
}
