namespace Sdvp.Core.Programs.Viper;

/// <summary>Codes of the diagnostics that Viper programs give.</summary>
internal static class ViperCodes
{
    public const string Syntax = "VI001";
    public const string Indentation = "VI002";
    public const string UnterminatedText = "VI003";
    public const string CutOff = "VI004";
    public const string NumberOutOfRange = "VI005";
    public const string TooDeep = "VI006";
    public const string TooLarge = "VI007";
    public const string NotSupported = "VI008";
    public const string Import = "VI009";
    public const string Underscore = "VI010";
    public const string ForbiddenName = "VI011";
    public const string Unregistered = "VI012";
    public const string Scope = "VI013";
    public const string Empty = "VI014";
    public const string Entry = "VI015";
    public const string UndefinedName = "VI016";
    public const string Fence = "VI017";
    public const string FragmentIndent = "VI018";
    public const string UnknownMember = "VI020";
}
