using System.Globalization;
using System.Net;
using System.Text;

namespace Sdvp.Core.Rationale.Html;

/// <summary>Builds HTML; everything but <see cref="Raw"/> is escaped, and what no document may hold becomes a replacement character.</summary>
internal sealed class HtmlBuilder
{
    private readonly StringBuilder _html = new();

    public HtmlBuilder Open(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _html.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            _html.Append(' ').Append(attribute).Append("=\"").Append(Escape(value)).Append('"');
        }

        _html.Append('>');
        return this;
    }

    public HtmlBuilder Close(string name)
    {
        _html.Append("</").Append(name).Append('>');
        return this;
    }

    public HtmlBuilder Void(string name, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(name, attributes);

    public HtmlBuilder Text(string text)
    {
        _html.Append(Escape(text));
        return this;
    }

    public HtmlBuilder Element(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(name, attributes).Text(text).Close(name);

    public HtmlBuilder Raw(string html)
    {
        _html.Append(html);
        return this;
    }

    public override string ToString() => _html.ToString();

    private static string Escape(string text) => WebUtility.HtmlEncode(text.Any(IsForbidden) || text.Any(char.IsSurrogate) ? Replace(text) : text);

    // Control characters but for those that make white space, half surrogate pairs, and the two code units that are no characters.
    private static string Replace(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp && IsForbidden((char)rune.Value) ? Rune.ReplacementChar : rune));

    private static bool IsForbidden(char c) => (char.IsControl(c) && c is not ('\n' or '\t' or '\r')) || c is '\uFFFE' or '\uFFFF';

    /// <summary>A number for attributes and styles.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A share in whole percent, as readers see it; never rounded to a certainty that is none.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.005 => "<1%",
        > 0.995 and < 0.9999 => ">99%",
        _ => $"{(share * 100).ToString("0", CultureInfo.InvariantCulture)}%",
    };
}
