namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>The brackets that are open at a place.</summary>
internal sealed class BracketStack
{
    private readonly Stack<(char Open, int At)> _open = new();

    public int Count => _open.Count;

    public void Track(char symbol, int at)
    {
        if (symbol is '(' or '[' or '{')
        {
            _open.Push((symbol, at));
        }
        else if (symbol is ')' or ']' or '}')
        {
            if (_open.Count == 0)
            {
                throw new SyntaxException(ViperCodes.Syntax, $"unmatched '{symbol}'; leave it out, or write its opening bracket.", at, at + 1, "");
            }

            var (open, _) = _open.Pop();
            var close = open == '(' ? ')' : open == '[' ? ']' : '}';
            if (close != symbol)
            {
                throw new SyntaxException(
                    ViperCodes.Syntax, $"closing parenthesis '{symbol}' does not match opening parenthesis '{open}'; '{close}' is expected.", at, at + 1, close.ToString());
            }
        }
    }

    public void RequireClosed()
    {
        if (_open.Count > 0)
        {
            var (open, at) = _open.ToArray()[^1];
            throw new SyntaxException(ViperCodes.CutOff, $"'{open}' was never closed; the program may have been cut off.", at, at + 1);
        }
    }
}
