using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last character.</param>
/// <param name="Text">Its characters; the empty text for quoted text and line structure.</param>
/// <param name="Value">The value of a number; null for others.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, PyObject? Value = null)
{
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Keyword && Text == text;
}
