using System.Globalization;
using System.Text;
using Sdvp.Samples.Scenes.Questions;

namespace Sdvp.Samples.Scenes.Programs;

/// <summary>The text of a Viper program while it is written. Coordinates count from the lower left.</summary>
internal sealed class ViperText
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _truths = new(StringComparer.Ordinal);

    public ViperText(ReadOnlySpan<string> images)
    {
        var parameters = string.Join(", ", images.ToArray().Select(i => i.ToLowerInvariant()));
        _text.Append(CultureInfo.InvariantCulture, $"def execute_command({parameters}):\n");
        foreach (var image in images)
        {
            Assign(image, $"{image.ToLowerInvariant()}_patch", $"ImagePatch({image.ToLowerInvariant()})");
        }
    }

    /// <summary>The name of a variable that goes by another name in VisProg.</summary>
    public string this[string variable] => _names[variable];

    /// <summary>A patch around the first object.</summary>
    public string Around(string image, string box) => $"{this[box]}[0] if len({this[box]}) > 0 else {this[image]}";

    /// <summary>A patch beside the first object.</summary>
    public string Beside(Direction direction, string image, string box)
    {
        var (extent, middle) = direction is Direction.Left or Direction.Right ? ("width", "horizontal_center") : ("height", "vertical_center");
        var patch = this[image];
        var center = $"{this[box]}_center";
        _text.Append(CultureInfo.InvariantCulture, $"    {center} = int({this[box]}[0].{middle} if len({this[box]}) > 0 else {patch}.{extent} / 2)\n");
        return direction switch
        {
            Direction.Left => $"{patch}.crop(0, 0, {center}, {patch}.height)",
            Direction.Right => $"{patch}.crop({center}, 0, {patch}.width, {patch}.height)",
            Direction.Above => $"{patch}.crop(0, {center}, {patch}.width, {patch}.height)",
            _ => $"{patch}.crop(0, 0, {patch}.width, {center})",
        };
    }

    /// <summary>An answer as a number.</summary>
    public string Number(string variable) => $"coerce_to_numeric({this[variable]})";

    public void Set(string variable, string expression) => Assign(variable, variable.ToLowerInvariant(), expression);

    /// <summary>Sets a variable that is true or false.</summary>
    public void SetTruth(string variable, string expression)
    {
        Set(variable, expression);
        _truths.Add(variable);
    }

    public string Result(string variable) =>
        _text.Append(CultureInfo.InvariantCulture, $"    return {(_truths.Contains(variable) ? $"bool_to_yesno({this[variable]})" : this[variable])}\n").ToString();

    private void Assign(string variable, string name, string expression)
    {
        _names[variable] = name;
        _text.Append(CultureInfo.InvariantCulture, $"    {name} = {expression}\n");
    }
}
