namespace Sdvp.Core.Programs.Viper.Syntax;

internal enum TokenKind
{
    Name,
    Keyword,
    Number,
    Text,
    Symbol,
    NewLine,
    Indent,
    Dedent,
    End,
}
