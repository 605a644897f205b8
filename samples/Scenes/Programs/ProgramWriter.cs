using System.Globalization;
using Sdvp.Samples.Scenes.Questions;

namespace Sdvp.Samples.Scenes.Programs;

/// <summary>Writes one program step by step, in VisProg's language and in Viper's. Variables go by their names in VisProg.</summary>
internal sealed class ProgramWriter
{
    private readonly VisProgText _visProg = new();
    private readonly ViperText _viper;

    /// <summary>Begins a program.</summary>
    /// <param name="images">The input variables.</param>
    public ProgramWriter(params ReadOnlySpan<string> images) => _viper = new ViperText(images);

    /// <summary>Looks for objects.</summary>
    public string Locate(string image, string description) =>
        Both("BOX", $"LOC(image={image},object='{description}')", $"{_viper[image]}.find('{description}')");

    /// <summary>Cuts out what is around the first object, or the whole image where there is none.</summary>
    public string CropAround(string image, string box) => Both("IMAGE", $"CROP(image={image},box={box})", _viper.Around(image, box));

    /// <summary>Cuts out what lies on one side of the first object, or that half of the image where there is none.</summary>
    public string CropBeside(Direction direction, string image, string box) =>
        Both("IMAGE", $"{direction.CropModule()}(image={image},box={box})", _viper.Beside(direction, image, box));

    /// <summary>Asks a question.</summary>
    public string Ask(string image, string question) =>
        Both("ANSWER", $"VQA(image={image},question='{question}')", $"{_viper[image]}.simple_query('{question}')");

    /// <summary>Whether anything was found.</summary>
    public string AnyOf(string box)
    {
        var count = Both("ANSWER", $"COUNT(box={box})", $"len({_viper[box]})");
        return Evaluate(YesIf($"{{{count}}} > 0"), $"{_viper[count]} > 0");
    }

    /// <summary>Joins two answers of yes or no.</summary>
    /// <param name="first">The first answer.</param>
    /// <param name="connective"><c>and</c>, <c>or</c> or <c>xor</c>.</param>
    /// <param name="second">The second answer.</param>
    /// <param name="asAnswer">Whether VisProg's result is yes or no rather than true or false.</param>
    public string Join(string first, string connective, string second, bool asAnswer = false) => Evaluate(
        Answer($"{{{first}}} {connective} {{{second}}}", asAnswer),
        $"({_viper[first]} == 'yes') {(connective == "xor" ? "!=" : connective)} ({_viper[second]} == 'yes')");

    /// <summary>Whether two answers are the same.</summary>
    public string Same(string first, string second, bool asAnswer = false) =>
        Evaluate(Answer($"{{{first}}} == {{{second}}}", asAnswer), $"{_viper[first]} == {_viper[second]}");

    /// <summary>Whether an answer is the one that is expected.</summary>
    public string Is(string answer, string expected) => Evaluate($"{{{answer}}} == '{expected}'", $"{_viper[answer]} == '{expected}'");

    /// <summary>Whether the sum of answered numbers is the one that is expected.</summary>
    public string SumIs(int expected, params ReadOnlySpan<string> numbers) => Evaluate(
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(" + ", numbers.ToArray().Select(n => $"{{{n}}}"))} == {expected}"),
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(" + ", numbers.ToArray().Select(_viper.Number))} == {expected}"));

    /// <summary>Whether the first answered number is the greater one.</summary>
    public string Exceeds(string first, string second) =>
        Evaluate($"{{{first}}} > {{{second}}}", $"{_viper.Number(first)} > {_viper.Number(second)}");

    /// <summary>Ends the program.</summary>
    /// <param name="variable">Holds the result.</param>
    /// <returns>The program in both languages.</returns>
    public ScenePrograms Result(string variable) => new(_visProg.Result(variable), _viper.Result(variable));

    private static string YesIf(string condition) => $"'yes' if {condition} else 'no'";

    private static string Answer(string condition, bool asAnswer) => asAnswer ? YesIf(condition) : condition;

    private string Evaluate(string visProg, string viper)
    {
        var output = _visProg.Step("ANSWER", $"EVAL(expr=\"{visProg}\")");
        _viper.SetTruth(output, viper);
        return output;
    }

    private string Both(string prefix, string visProg, string viper)
    {
        var output = _visProg.Step(prefix, visProg);
        _viper.Set(output, viper);
        return output;
    }
}
