using System.Globalization;
using System.Text;

namespace Sdvp.Samples.Scenes.Programs;

/// <summary>The text of a VisProg program while it is written.</summary>
internal sealed class VisProgText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Adds a step.</summary>
    /// <param name="prefix">How its variable's name begins.</param>
    /// <param name="call">The call.</param>
    /// <returns>The variable.</returns>
    public string Step(string prefix, string call)
    {
        var number = _counts.GetValueOrDefault(prefix);
        _counts[prefix] = number + 1;
        var output = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
        _text.Append(output).Append('=').Append(call).Append('\n');
        return output;
    }

    public string Result(string variable) => _text.Append(CultureInfo.InvariantCulture, $"FINAL_RESULT=RESULT(var={variable})").ToString();
}
