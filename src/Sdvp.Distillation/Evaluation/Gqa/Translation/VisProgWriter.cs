using System.Globalization;
using System.Text;

namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Writes VisProg programs. Truths and answers are variables; what is asked twice is written once.</summary>
internal sealed class VisProgWriter(GqaTranslationOptions options) : IProgramWriter
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    public GqaTranslationOptions Options => options;

    public string Image => options.ImageVariable;

    public string Beside(string image, Description anchor, Side side) => Step("IMAGE", $"{side switch
    {
        Side.Left => "CROP_LEFTOF",
        Side.Right => "CROP_RIGHTOF",
        Side.Above => "CROP_ABOVE",
        _ => "CROP_BELOW",
    }}(image={image},box={Locate(image, anchor)})");

    public string Ask(string image, string question) => Step("ANSWER", $"VQA(image={image},question={Quote(question)})");

    public string AskTruth(string image, string question) => Ask(image, question);

    public string AskAbout(string image, Description item, string question) => Ask(Around(image, item), question);

    public string Verify(string image, Description item, Property property) => AskAbout(image, item, $"{item.Be} the {item.Text} {property.Predicate}?");

    public string Choose(string image, Description item, Property first, Property second) => AskAbout(image, item, item.ChoiceOf(first, second));

    // A crop around the object would lose where it is.
    public string Position(string image, Description item, bool isHorizontal) =>
        Ask(image, $"{item.Be} the {item.Text} {(isHorizontal ? "on the left or on the right" : "at the top or at the bottom")}?");

    public string Exists(string image, Description item) => options.ExistByCounting
        ? Evaluate($"'yes' if {{{Count(image, item)}}} > 0 else 'no'")
        : AskTruth(image, item.IsPlural ? $"are there any {item.Text}?" : $"is there {English.WithArticle(item.Text)}?");

    public string Count(string image, Description item) => Step("ANSWER", $"COUNT(box={Locate(image, item)})");

    public string Not(string truth) => Evaluate($"'no' if {{{truth}}} else 'yes'");

    public string And(string left, string right) => Evaluate($"'yes' if {{{left}}} and {{{right}}} else 'no'");

    public string Or(string left, string right) => Evaluate($"'yes' if {{{left}}} or {{{right}}} else 'no'");

    public string Same(string left, string right) => Evaluate($"'yes' if {{{left}}} == {{{right}}} else 'no'");

    public string If(string truth, string yes, string no) => Evaluate($"'{yes}' if {{{truth}}} else '{no}'");

    public string FirstSame(IReadOnlyList<(string Name, string Left, string Right)> pairs, string otherwise) =>
        Evaluate($"{string.Concat(pairs.Select(p => $"'{p.Name}' if {{{p.Left}}} == {{{p.Right}}} else "))}'{otherwise}'");

    public string FinishWithTruth(string truth) => FinishWithAnswer(truth);

    public string FinishWithAnswer(string answer) => _text.Append(CultureInfo.InvariantCulture, $"FINAL_RESULT=RESULT(var={answer})").ToString();

    private static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)
            .Replace($"{quote}", $"\\{quote}", StringComparison.Ordinal);
        return $"{quote}{escaped}{quote}";
    }

    private string Around(string image, Description item) => options.CropObjects ? Step("IMAGE", $"CROP(image={image},box={Locate(image, item)})") : image;

    private string Locate(string image, Description item) => Step("BOX", $"LOC(image={image},object={Quote(item.Text)})");

    private string Evaluate(string expression) => Step("ANSWER", $"EVAL(expr=\"{expression}\")");

    private string Step(string prefix, string call)
    {
        if (_written.TryGetValue(call, out var known))
        {
            return known;
        }

        var number = _numbers.GetValueOrDefault(prefix);
        var output = string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");
        _numbers[prefix] = number + 1;
        _text.Append(output).Append('=').Append(call).Append('\n');
        return _written[call] = output;
    }
}
