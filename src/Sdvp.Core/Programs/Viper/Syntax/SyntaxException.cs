namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Ends a parse: the text cannot be understood any further. Never leaves the language.</summary>
internal sealed class SyntaxException(string code, string message, int start, int end, string? suggestion = null) : Exception(message)
{
    public string Code => code;

    public int Start => start;

    public int End => end;

    public string? Suggestion => suggestion;
}
