namespace Sdvp.Core.Programs.Viper.Runtime;

internal enum UnaryOperator
{
    Plus,
    Minus,
    Invert,
    Not,
}
