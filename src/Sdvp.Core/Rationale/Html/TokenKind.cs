namespace Sdvp.Core.Rationale.Html;

/// <summary>Kinds of words in a program.</summary>
internal enum TokenKind : byte
{
    Other,
    Name,
    Call,
    Word,
    Text,
    Number,
    Comment,
}
