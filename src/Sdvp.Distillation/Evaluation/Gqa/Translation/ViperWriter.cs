using System.Globalization;
using System.Text;

namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>
/// Writes Viper programs. Images are patches; truths and answers are variables. Coordinates count from the lower left; <c>crop</c> takes them relative to its
/// patch, the attributes of patches are absolute.
/// </summary>
internal sealed class ViperWriter(GqaTranslationOptions options) : IProgramWriter
{
    private const string Indent = "    ";

    private readonly StringBuilder _text = new("def execute_command(image):\n    image_patch = ImagePatch(image)\n");
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    public GqaTranslationOptions Options => options;

    public string Image => "image_patch";

    public string Beside(string image, Description anchor, Side side)
    {
        var found = Find(image, anchor);
        var isHorizontal = side is Side.Left or Side.Right;
        var (origin, extent, middle) = isHorizontal ? ("left", "width", "horizontal_center") : ("lower", "height", "vertical_center");
        var center = Assign("center", $"int({found}[0].{middle} - {image}.{origin}) if len({found}) > 0 else int({image}.{extent} / 2)");
        var (begin, end) = ($"max(0, min({center}, {image}.{extent} - 1))", $"max(1, {center})");
        return Assign("patch", side switch
        {
            Side.Left => $"{image}.crop(0, 0, {end}, {image}.height)",
            Side.Right => $"{image}.crop({begin}, 0, {image}.width, {image}.height)",
            Side.Above => $"{image}.crop(0, {begin}, {image}.width, {image}.height)",
            _ => $"{image}.crop(0, 0, {image}.width, {end})",
        });
    }

    public string Ask(string image, string question) => Assign("answer", $"{image}.simple_query({Quote(question)})");

    public string AskTruth(string image, string question) => Assign("is_true", $"\"yes\" in {Ask(image, question)}.lower()");

    public string AskAbout(string image, Description item, string question) => Ask(Around(image, item), question);

    public string Verify(string image, Description item, Property property) => !options.AskInWords && item.IsSimple && property.IsPlainAdjective
        ? Assign("is_true", $"{Around(image, item)}.verify_property({Quote(item.Noun)}, {Quote(property.Value)})")
        : AskTruth(property.IsClause ? image : Around(image, item), $"{item.Be} the {item.Text} {property.Predicate}?");

    public string Choose(string image, Description item, Property first, Property second) => options.AskInWords ? AskAbout(image, item, item.ChoiceOf(first, second)) : Assign(
        "answer",
        $"{Around(image, item)}.best_text_match([{Quote(first.Value)}, {Quote(second.Value)}], prefix={Quote($"the {item.Noun} {item.Be}{Article(first)}")})");

    public string Position(string image, Description item, bool isHorizontal)
    {
        var found = Find(image, item);
        var place = Assign("place", $"{found}[0] if len({found}) > 0 else {image}");
        return Assign("answer", isHorizontal
            ? $"\"left\" if {place}.horizontal_center < {Image}.horizontal_center else \"right\""
            : $"\"top\" if {place}.vertical_center > {Image}.vertical_center else \"bottom\"");
    }

    public string Exists(string image, Description item) => item.IsSimple && !options.AskInWords
        ? Assign("is_true", $"{image}.exists({Quote(item.Text)})")
        : AskTruth(image, item.IsPlural ? $"are there any {item.Text}?" : $"is there {English.WithArticle(item.Text)}?");

    public string Count(string image, Description item) => Assign("answer", $"str(len({Find(image, item)}))");

    public string Not(string truth) => Assign("is_true", $"not {truth}");

    public string And(string left, string right) => Assign("is_true", $"{left} and {right}");

    public string Or(string left, string right) => Assign("is_true", $"{left} or {right}");

    public string Same(string left, string right) => Assign("is_true", $"{left} == {right}");

    public string If(string truth, string yes, string no) => Assign("answer", $"{Quote(yes)} if {truth} else {Quote(no)}");

    public string FirstSame(IReadOnlyList<(string Name, string Left, string Right)> pairs, string otherwise) =>
        Assign("answer", $"{string.Concat(pairs.Select(p => $"{Quote(p.Name)} if {p.Left} == {p.Right} else "))}{Quote(otherwise)}");

    public string FinishWithTruth(string truth) => FinishWithAnswer($"bool_to_yesno({truth})");

    public string FinishWithAnswer(string answer) => _text.Append(CultureInfo.InvariantCulture, $"{Indent}return {answer}\n").ToString();

    private static string Article(Property property) => property.Attribute is "name" or "type" && !English.IsPlural(property.Value) ? " a" : "";

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\"";

    private string Find(string image, Description item) => Assign("found", $"{image}.find({Quote(item.Text)})");

    private string Around(string image, Description item)
    {
        var found = Find(image, item);
        return Assign("patch", $"{found}[0] if len({found}) > 0 else {image}");
    }

    private string Assign(string prefix, string expression)
    {
        if (_written.TryGetValue(expression, out var known))
        {
            return known;
        }

        var number = _numbers.GetValueOrDefault(prefix) + 1;
        var output = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number}");
        _numbers[prefix] = number;
        _text.Append(Indent).Append(output).Append(" = ").Append(expression).Append('\n');
        return _written[expression] = output;
    }
}
