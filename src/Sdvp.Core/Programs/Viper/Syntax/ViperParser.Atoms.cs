using System.Text;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Syntax;

internal sealed partial class ViperParser
{
    private Expr ParseAtom()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                _position++;
                return new Expr.Name(token.Text, token.Start, token.End);
            case TokenKind.Number:
                _position++;
                return new Expr.Constant(token.Value!, token.Start, token.End);
            case TokenKind.Text:
                return ParseText();
        }

        PyObject? constant = token.Text switch
        {
            "True" => PyBool.True,
            "False" => PyBool.False,
            "None" => PyNone.Instance,
            "..." => PyEllipsis.Instance,
            _ => null,
        };
        if (constant is not null && token.Kind is TokenKind.Keyword or TokenKind.Symbol)
        {
            _position++;
            return new Expr.Constant(constant!, token.Start, token.End);
        }

        Enter();
        var expression = token.Kind != TokenKind.Symbol ? throw Unexpected() : token.Text switch
        {
            "(" => ParseParenthesized(),
            "[" => ParseListDisplay(),
            "{" => ParseBraces(),
            _ => throw Unexpected(),
        };
        _nesting--;
        return Checked(expression);
    }

    private Expr ParseParenthesized()
    {
        var start = Take().Start;
        if (Accept(")"))
        {
            return new Expr.Tuple([], start, Previous.End);
        }

        var first = ParseStarredOrNamed();
        if (Current.Is("for"))
        {
            var generator = ParseComprehension(ComprehensionKind.Generator, null, first, start);
            Expect(")", "after the generator expression");
            return generator with { End = Previous.End };
        }

        if (!Current.Is(","))
        {
            if (first is Expr.Starred)
            {
                throw new SyntaxException(ViperCodes.Syntax, "cannot use starred expression here.", first.Start, first.End);
            }

            Expect(")", "after the expression");
            return first;
        }

        var items = ParseItems(first, ")");
        Expect(")", "after the tuple");
        return new Expr.Tuple(items, start, Previous.End);
    }

    private Expr[] ParseItems(Expr first, string close)
    {
        var items = new List<Expr> { first };
        while (Accept(",") && !Current.Is(close))
        {
            items.Add(ParseStarredOrNamed());
        }

        return [.. items];
    }

    private Expr ParseListDisplay()
    {
        var start = Take().Start;
        if (Accept("]"))
        {
            return new Expr.List([], start, Previous.End);
        }

        var first = ParseStarredOrNamed();
        if (Current.Is("for"))
        {
            return ParseListComprehension(first, start);
        }

        var items = ParseItems(first, "]");
        Expect("]", "after the list");
        return new Expr.List(items, start, Previous.End);
    }

    private Expr.Comprehension ParseListComprehension(Expr element, int start)
    {
        var comprehension = ParseComprehension(ComprehensionKind.List, null, element, start);
        Expect("]", "after the list comprehension");
        comprehension = comprehension with { End = Previous.End };
        return comprehension;
    }

    private Expr ParseBraces()
    {
        var start = Take().Start;
        if (Accept("}"))
        {
            return new Expr.Dict([], [], start, Previous.End);
        }

        if (Current.Is("**"))
        {
            return ParseDict(start, null, null);
        }

        var first = ParseStarredOrNamed();
        if (Accept(":"))
        {
            var value = ParseExpression();
            if (!Current.Is("for"))
            {
                return ParseDict(start, first, value);
            }

            var comprehension = ParseComprehension(ComprehensionKind.Dict, first, value, start);
            Expect("}", "after the dict comprehension");
            return comprehension with { End = Previous.End };
        }

        if (Current.Is("for"))
        {
            var comprehension = ParseComprehension(ComprehensionKind.Set, null, first, start);
            Expect("}", "after the set comprehension");
            return comprehension with { End = Previous.End };
        }

        var items = ParseItems(first, "}");
        Expect("}", "after the set");
        return new Expr.Set(items, start, Previous.End);
    }

    private Expr.Dict ParseDict(int start, Expr? firstKey, Expr? firstValue)
    {
        var keys = new List<Expr?>();
        var values = new List<Expr>();
        if (firstValue is not null)
        {
            keys.Add(firstKey);
            values.Add(firstValue);
            if (!Accept(","))
            {
                Expect("}", "after the dict");
                return new Expr.Dict([.. keys], [.. values], start, Previous.End);
            }
        }

        while (!Current.Is("}"))
        {
            if (Accept("**"))
            {
                keys.Add(null);
                values.Add(ParseBinary(Runtime.BinaryOperators.LowestPrecedence));
            }
            else
            {
                keys.Add(ParseExpression());
                Expect(":", "after the key");
                values.Add(ParseExpression());
            }

            if (!Accept(","))
            {
                break;
            }
        }

        Expect("}", "after the dict");
        return new Expr.Dict([.. keys], [.. values], start, Previous.End);
    }

    private Expr.Comprehension ParseComprehension(ComprehensionKind kind, Expr? key, Expr element, int start)
    {
        if (element is Expr.Starred)
        {
            throw new SyntaxException(ViperCodes.Syntax, "iterable unpacking cannot be used in comprehension.", element.Start, element.End);
        }

        var generators = new List<Expr.Generator>();
        while (Current.Is("for") || Current.Is("async"))
        {
            if (!Accept("for"))
            {
                throw Unexpected();
            }

            var target = ParseTargets();
            if (!Accept("in"))
            {
                throw new SyntaxException(ViperCodes.Syntax, $"expected 'in' after the variable of 'for', but {Describe(Current)}.", Current.Start, Current.End);
            }

            var iterable = ParseOr();
            var conditions = new List<Expr>();
            while (Accept("if"))
            {
                conditions.Add(ParseCondition());
            }

            generators.Add(new Expr.Generator(target, iterable, [.. conditions]));
        }

        return Checked(new Expr.Comprehension(kind, key, element, [.. generators], start, Previous.End));
    }

    private Expr ParseCondition() =>
        Current.Kind == TokenKind.Name && _tokens[_position + 1].Is(":=") ? ParseNamedExpression() : ParseOr();

    /// <summary>Adjacent quoted texts are one; so are formatted ones.</summary>
    private Expr ParseText()
    {
        var start = Current.Start;
        var text = new StringBuilder();
        var parts = new List<Expr>();
        var isFormat = false;
        while (Current.Kind == TokenKind.Text)
        {
            var token = Take();
            var literal = TextLiteral.Of(_source, token.Start, token.End);
            isFormat |= literal.IsFormat;
            if (literal.IsFormat)
            {
                new FormatTextReader(_source, literal, (s, e) => ParseField(_source, s, e, _nesting)).Read(text, parts);
            }
            else
            {
                literal.AppendTo(text, _source, literal.ContentStart, literal.ContentEnd);
            }
        }

        if (!isFormat)
        {
            return new Expr.Constant(PyText.Of(text.ToString()), start, Previous.End);
        }

        FormatTextReader.CloseRun(text, parts, start, Previous.End);
        return Checked(new Expr.Joined([.. parts], start, Previous.End));
    }
}
