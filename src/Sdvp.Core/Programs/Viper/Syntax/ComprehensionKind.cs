namespace Sdvp.Core.Programs.Viper.Syntax;

internal enum ComprehensionKind
{
    List,
    Set,
    Dict,
    Generator,
}
