using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Syntax;

internal sealed partial class ViperParser
{
    private Expr ParsePrimary()
    {
        var value = ParseAtom();
        while (Current.Kind == TokenKind.Symbol)
        {
            if (Accept("."))
            {
                var nameStart = Current.Start;
                var name = ExpectName("after '.'");
                value = Checked(new Expr.Attribute(value, name, nameStart, Previous.End));
            }
            else if (Current.Is("("))
            {
                value = Checked(ParseCall(value));
            }
            else if (Accept("["))
            {
                var key = ParseKey();
                Expect("]", "after the index");
                value = Checked(new Expr.Index(value, key, Previous.End));
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private Expr ParseKey()
    {
        var first = ParseSlice();
        if (!Current.Is(","))
        {
            return first;
        }

        var items = new List<Expr> { first };
        while (Accept(",") && !Current.Is("]"))
        {
            items.Add(ParseSlice());
        }

        return Checked(new Expr.Tuple([.. items], first.Start, Previous.End));
    }

    private Expr ParseSlice()
    {
        var start = Current.Start;
        var lower = Current.Is(":") ? null : ParseStarredOrNamed();
        if (!Accept(":"))
        {
            return lower!;
        }

        var upper = Current.Is(":") || Current.Is("]") || Current.Is(",") ? null : ParseExpression();
        var step = Accept(":") && !Current.Is("]") && !Current.Is(",") ? ParseExpression() : null;
        return Checked(new Expr.Slice(lower, upper, step, start, Previous.End));
    }

    private Expr.Call ParseCall(Expr function)
    {
        Enter();
        var open = Take();
        var arguments = new List<Expr.Argument>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!Current.Is(")"))
        {
            arguments.Add(ParseArgument(arguments, names, open));
            if (!Accept(","))
            {
                break;
            }
        }

        Expect(")", "after the arguments");
        _nesting--;
        return new Expr.Call(function, [.. arguments], function.Start, Previous.End);
    }

    private Expr.Argument ParseArgument(List<Expr.Argument> before, HashSet<string> names, Token open)
    {
        if (Accept("**"))
        {
            return new Expr.Argument(ParseExpression(), null, 2);
        }

        if (Accept("*"))
        {
            return new Expr.Argument(ParseExpression(), null, 1);
        }

        var token = Current;
        if (token.Kind == TokenKind.Name && _tokens[_position + 1].Is("="))
        {
            _position += 2;
            return names.Add(token.Text)
                ? new Expr.Argument(ParseExpression(), token.Text, 0)
                : throw new SyntaxException(ViperCodes.Syntax, $"keyword argument repeated: {token.Text}.", token.Start, token.End);
        }

        var value = ParseNamedExpression();
        if (Current.Is("for"))
        {
            value = ParseComprehension(ComprehensionKind.Generator, null, value, before.Count == 0 ? open.Start : value.Start);
            if (before.Count > 0 || Current.Is(","))
            {
                throw new SyntaxException(ViperCodes.Syntax, "Generator expression must be parenthesized.", value.Start, value.End);
            }
        }
        else if (before.Any(a => a.Keyword is not null || a.Stars == 2))
        {
            throw new SyntaxException(ViperCodes.Syntax, "positional argument follows keyword argument; put it before those with a name.", value.Start, value.End);
        }

        return new Expr.Argument(value, null, 0);
    }
}
