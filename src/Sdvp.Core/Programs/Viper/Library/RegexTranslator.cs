using System.Text;
using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>Translates a pattern of Python's <c>re</c> into one of .NET. Groups get their numbers as names, for .NET counts them otherwise.</summary>
internal sealed class RegexTranslator(string pattern)
{
    private const int MaximumDepth = 50;
    private const int MaximumRepeat = 1000;

    private readonly StringBuilder _output = new();
    private readonly List<string?> _groups = [null];
    private int _at;
    private readonly Stack<int> _open = new();

    /// <summary>Names of groups by number; null for those without.</summary>
    public IReadOnlyList<string?> Groups => _groups;

    public string Translate()
    {
        while (_at < pattern.Length)
        {
            Element();
        }

        return _open.Count == 0 ? _output.ToString() : throw Error("missing ), unterminated subpattern", _open.ToArray()[^1]);
    }

    private void Element()
    {
        var c = pattern[_at];
        switch (c)
        {
            case '\\':
                Escape(inClass: false);
                break;
            case '[':
                Class();
                break;
            case '(':
                Open();
                break;
            case ')':
                if (!_open.TryPop(out _))
                {
                    throw Error("unbalanced parenthesis");
                }

                _output.Append(c);
                _at++;
                break;
            case '{':
                Repeat();
                break;
            default:
                _output.Append(c);
                _at++;
                break;
        }
    }

    private void Open()
    {
        _open.Push(_at);
        if (_open.Count > MaximumDepth)
        {
            throw Error($"more than {MaximumDepth} nested groups");
        }

        if (!Follows("(?"))
        {
            _groups.Add(null);
            _output.Append("(?<").Append(_groups.Count - 1).Append('>');
            _at++;
            return;
        }

        if (Follows("(?P<"))
        {
            var close = pattern.IndexOf('>', _at);
            var name = close < 0 ? throw Error("missing >, unterminated name") : pattern[(_at + 4)..close];
            if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(n => char.IsLetterOrDigit(n) || n == '_'))
            {
                throw Error($"bad character in group name {TextRepr.Quote(name)}");
            }

            _groups.Add(_groups.Contains(name) ? throw Error($"redefinition of group name {TextRepr.Quote(name)}") : name);
            _output.Append("(?<").Append(_groups.Count - 1).Append('>');
            _at = close + 1;
        }
        else if (Follows("(?P="))
        {
            var close = pattern.IndexOf(')', _at);
            var name = close < 0 ? throw Error("missing ), unterminated name") : pattern[(_at + 4)..close];
            var group = _groups.IndexOf(name);
            _output.Append("(?:\\k<").Append(group > 0 ? group : throw Error($"unknown group name {TextRepr.Quote(name)}")).Append(">)");
            _at = close + 1;
            _open.Pop();
        }
        else if (Follows("(?#"))
        {
            var close = pattern.IndexOf(')', _at);
            _at = close < 0 ? throw Error("missing ), unterminated comment") : close + 1;
            _open.Pop();
        }
        else
        {
            Special();
        }
    }

    private void Special()
    {
        foreach (var prefix in new[] { "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>" })
        {
            if (Follows(prefix))
            {
                _output.Append(prefix);
                _at += prefix.Length;
                return;
            }
        }

        // Flags such as (?i) or (?i:…).
        var end = _at + 2;
        while (end < pattern.Length && pattern[end] is 'i' or 'm' or 's' or 'x' or 'a' or 'u' or '-')
        {
            end++;
        }

        if (end == _at + 2 || end >= pattern.Length || pattern[end] is not (')' or ':'))
        {
            throw Error($"unknown extension ?{(_at + 2 < pattern.Length ? pattern[_at + 2] : ' ')}");
        }

        var flags = pattern[(_at + 2)..end].Replace("a", "", StringComparison.Ordinal).Replace("u", "", StringComparison.Ordinal);
        _output.Append(flags.Length > 0 || pattern[end] == ':' ? $"(?{flags}{pattern[end]}" : "");
        if (pattern[end] == ')')
        {
            _open.Pop();
        }

        _at = end + 1;
    }

    private void Repeat()
    {
        var end = _at + 1;
        while (end < pattern.Length && (char.IsAsciiDigit(pattern[end]) || pattern[end] == ','))
        {
            end++;
        }

        var inner = pattern[(_at + 1)..Math.Min(end, pattern.Length)];
        var parts = inner.Split(',');
        if (end >= pattern.Length || pattern[end] != '}' || parts.Length > 2 || inner.Length == 0)
        {
            _output.Append("\\{");
            _at++;
            return;
        }

        if (parts.Any(p => p.Length > 4 || (p.Length > 0 && int.Parse(p, System.Globalization.CultureInfo.InvariantCulture) > MaximumRepeat)))
        {
            throw Error($"more than {MaximumRepeat} repetitions");
        }

        _output.Append('{').Append(parts[0].Length == 0 ? "0" : parts[0]).Append(parts.Length == 2 ? "," + parts[1] : "").Append('}');
        _at = end + 1;
    }

    private void Class()
    {
        _output.Append('[');
        _at++;
        if (_at < pattern.Length && pattern[_at] == '^')
        {
            _output.Append('^');
            _at++;
        }

        var start = _at;
        while (_at < pattern.Length && (pattern[_at] != ']' || _at == start))
        {
            var c = pattern[_at];
            if (c == '\\')
            {
                Escape(inClass: true);
            }
            else
            {
                // A bracket in a class is itself; .NET would take it for a subtraction.
                _output.Append(c is '[' or ']' ? "\\" + c : c.ToString());
                _at++;
            }
        }

        if (_at >= pattern.Length)
        {
            throw Error("unterminated character set");
        }

        _output.Append(']');
        _at++;
    }

    private void Escape(bool inClass)
    {
        if (_at + 1 >= pattern.Length)
        {
            throw Error("bad escape (end of pattern)");
        }

        var c = pattern[_at + 1];
        _at += 2;
        if (char.IsAsciiDigit(c) && c != '0' && !inClass)
        {
            BackReference(c);
        }
        else if (c == 'Z' && !inClass)
        {
            _output.Append("\\z");
        }
        else if ("dDwWsSnrtfvx0au".Contains(c, StringComparison.Ordinal) || (!inClass && c is 'b' or 'B' or 'A') || (inClass && c == 'b'))
        {
            _output.Append('\\').Append(c);
        }
        else if (char.IsAsciiLetter(c))
        {
            throw Error($"bad escape \\{c}");
        }
        else
        {
            _output.Append(char.IsAsciiDigit(c) || char.IsSurrogate(c) ? "" : "\\").Append(c);
        }
    }

    private void BackReference(char first)
    {
        var number = first - '0';
        if (_at < pattern.Length && char.IsAsciiDigit(pattern[_at]))
        {
            number = (number * 10) + pattern[_at++] - '0';
        }

        _output.Append("(?:\\k<").Append(number < _groups.Count ? number : throw Error($"invalid group reference {number}")).Append(">)");
    }

    private bool Follows(string text) => string.CompareOrdinal(pattern, _at, text, 0, text.Length) == 0;

    private PyError Error(string message, int? at = null) => RegexModule.Error($"{message} at position {at ?? Math.Min(_at, pattern.Length)}");
}
