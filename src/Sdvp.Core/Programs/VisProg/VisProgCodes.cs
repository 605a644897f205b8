namespace Sdvp.Core.Programs.VisProg;

/// <summary>Codes of the diagnostics that VisProg programs give, besides those of their expressions.</summary>
internal static class VisProgCodes
{
    public const string Apostrophe = "VP001";
    public const string UnknownModule = "VP002";
    public const string UndefinedVariable = "VP003";
    public const string ArgumentCase = "VP004";
    public const string MissingParenthesis = "VP006";
    public const string Indentation = "VP008";
    public const string Prose = "VP009";
    public const string Fence = "VP010";
    public const string NoResult = "VP011";
    public const string Unreachable = "VP012";
    public const string UnquotedText = "VP013";
    public const string UnquotedPhrase = "VP014";
    public const string Positional = "VP015";
    public const string MissingArgument = "VP016";
    public const string DuplicateArgument = "VP017";
    public const string UnknownArgument = "VP018";
    public const string NestedCall = "VP019";
    public const string SmartQuotes = "VP020";
    public const string UnterminatedText = "VP021";
    public const string Type = "VP022";
    public const string UndefinedInExpression = "VP025";
    public const string UnquotedExpression = "VP026";
    public const string TrailingText = "VP033";
    public const string Label = "VP034";
    public const string InputAssigned = "VP035";
    public const string ModuleCase = "VP036";
    public const string EqualsSign = "VP037";
    public const string SpecialCase = "VP039";
    public const string CutOff = "VP040";
    public const string TooLarge = "VP041";
    public const string NumberOutOfRange = "VP042";
    public const string SecondResult = "VP045";
    public const string Syntax = "VP046";
    public const string Empty = "VP047";
    public const string NotRegistered = "VP048";
    public const string NotInTask = "VP049";
}
