namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>Codes of the diagnostics that expressions give.</summary>
internal static class ExpressionCodes
{
    public const string Syntax = "VP005";
    public const string UnterminatedText = "VP021";
    public const string NotAllowed = "VP028";
    public const string TooDeep = "VP041";
    public const string NumberOutOfRange = "VP042";
    public const string BareName = "VP043";
    public const string ArgumentCount = "VP044";
}
