using System.Globalization;
using System.Text;

namespace Sdvp.Samples.Scenes.Programs;

/// <summary>Writes VisProg programs step by step.</summary>
internal sealed class ProgramText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public string Locate(string image, string description) => Step("BOX", $"LOC(image={image},object='{description}')");

    public string Crop(string module, string image, string box) => Step("IMAGE", $"{module}(image={image},box={box})");

    public string Ask(string image, string question) => Step("ANSWER", $"VQA(image={image},question='{question}')");

    public string Count(string box) => Step("ANSWER", $"COUNT(box={box})");

    public string Evaluate(string expression) => Step("ANSWER", $"EVAL(expr=\"{expression}\")");

    /// <summary>Ends the program.</summary>
    public string Result(string variable) => _text.Append(CultureInfo.InvariantCulture, $"FINAL_RESULT=RESULT(var={variable})").ToString();

    private string Step(string prefix, string call)
    {
        var number = _counts.GetValueOrDefault(prefix);
        _counts[prefix] = number + 1;
        var output = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
        _text.Append(output).Append('=').Append(call).Append('\n');
        return output;
    }
}
