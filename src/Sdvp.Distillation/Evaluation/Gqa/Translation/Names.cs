namespace Sdvp.Distillation.Evaluation.Gqa.Translation;

/// <summary>Names in arguments, behind which object ids may stand.</summary>
internal static class Names
{
    /// <summary><c>lamp (233707)</c>, <c>lamp (12,13)</c> or <c>lamp (-) </c> as <c>lamp</c>.</summary>
    public static string WithoutIds(string argument)
    {
        var text = argument.Trim();
        var open = text.EndsWith(')') ? text.LastIndexOf('(') : -1;
        return open >= 0 && text[(open + 1)..^1].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ',' or ' ') ? text[..open].Trim() : text;
    }
}
