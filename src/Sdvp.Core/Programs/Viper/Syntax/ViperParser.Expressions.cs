using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Syntax;

internal sealed partial class ViperParser
{
    /// <summary>One expression, or several that make a tuple; stars and walrus allowed at the top.</summary>
    private Expr ParseStarredExpressions()
    {
        var first = ParseStarredOrNamed();
        if (!Current.Is(","))
        {
            return first;
        }

        var items = new List<Expr> { first };
        while (Accept(",") && StartsExpression(Current))
        {
            items.Add(ParseStarredOrNamed());
        }

        return Checked(new Expr.Tuple([.. items], first.Start, Previous.End));
    }

    private static bool StartsExpression(Token token) => token.Kind switch
    {
        TokenKind.Name or TokenKind.Number or TokenKind.Text => true,
        TokenKind.Keyword => token.Text is "None" or "True" or "False" or "not" or "lambda" or "await" or "yield",
        TokenKind.Symbol => token.Text is "(" or "[" or "{" or "-" or "+" or "~" or "*" or "...",
        _ => false,
    };

    private Expr ParseStarredOrNamed()
    {
        if (!Current.Is("*"))
        {
            return ParseNamedExpression();
        }

        var start = Take().Start;
        return Checked(new Expr.Starred(ParseBinary(BinaryOperators.LowestPrecedence), start));
    }

    private Expr ParseNamedExpression()
    {
        if (Current.Kind == TokenKind.Name && _tokens[_position + 1].Is(":="))
        {
            var name = Take();
            _position++;
            return Checked(new Expr.Walrus(new Expr.Name(name.Text, name.Start, name.End), ParseExpression()));
        }

        return ParseExpression();
    }

    private Expr ParseExpression()
    {
        Enter();
        Expr expression;
        if (Current.Is("lambda"))
        {
            var start = Take().Start;
            var parameters = ParseParameters(":", canAnnotate: false);
            Expect(":", "after the parameters of 'lambda'");
            _functions++;
            expression = Checked(new Expr.Lambda(parameters, ParseExpression(), start));
            _functions--;
        }
        else
        {
            expression = ParseOr();
            if (Current.Is("if"))
            {
                _position++;
                var test = ParseOr();
                if (!Accept("else"))
                {
                    throw new SyntaxException(ViperCodes.Syntax, "expected 'else' after 'if' expression.", expression.Start, test.End);
                }

                expression = Checked(new Expr.Conditional(test, expression, ParseExpression()));
            }
        }

        _nesting--;
        return expression;
    }

    private Expr ParseOr()
    {
        var first = ParseAnd();
        if (!Current.Is("or"))
        {
            return first;
        }

        var operands = new List<Expr> { first };
        while (Accept("or"))
        {
            operands.Add(ParseAnd());
        }

        return Checked(new Expr.Logical(false, [.. operands]));
    }

    private Expr ParseAnd()
    {
        var first = ParseNot();
        if (!Current.Is("and"))
        {
            return first;
        }

        var operands = new List<Expr> { first };
        while (Accept("and"))
        {
            operands.Add(ParseNot());
        }

        return Checked(new Expr.Logical(true, [.. operands]));
    }

    private Expr ParseNot()
    {
        if (!Current.Is("not"))
        {
            return ParseComparison();
        }

        Enter();
        var start = Take().Start;
        var operand = Checked(new Expr.Unary(UnaryOperator.Not, ParseNot(), start));
        _nesting--;
        return operand;
    }

    private Expr ParseComparison()
    {
        var first = ParseBinary(BinaryOperators.LowestPrecedence);
        if (TakeComparison() is not { } op)
        {
            return first;
        }

        var operators = new List<CompareOperator>();
        var others = new List<Expr>();
        for (CompareOperator? next = op; next is { } current; next = TakeComparison())
        {
            operators.Add(current);
            others.Add(ParseBinary(BinaryOperators.LowestPrecedence));
        }

        return Checked(new Expr.Compare(first, [.. operators], [.. others]));
    }

    private CompareOperator? TakeComparison()
    {
        if (Current.Kind is not (TokenKind.Symbol or TokenKind.Keyword))
        {
            return null;
        }

        if (Current.Is("not") && _tokens[_position + 1].Is("in"))
        {
            _position += 2;
            return CompareOperator.NotIn;
        }

        if (Accept("is"))
        {
            return Accept("not") ? CompareOperator.IsNot : CompareOperator.Is;
        }

        CompareOperator? op = Current.Text switch
        {
            "<" => CompareOperator.Less,
            "<=" => CompareOperator.LessOrEqual,
            "==" => CompareOperator.Equal,
            "!=" => CompareOperator.NotEqual,
            ">" => CompareOperator.Greater,
            ">=" => CompareOperator.GreaterOrEqual,
            "in" => CompareOperator.In,
            _ => null,
        };
        _position += op is null ? 0 : 1;
        return op;
    }

    /// <summary>Binary operators by precedence climbing, <c>|</c> lowest and <c>*</c> highest.</summary>
    private Expr ParseBinary(int precedence)
    {
        var left = ParseUnary();
        while (Current.Kind == TokenKind.Symbol && BinaryOperators.Find(Current.Text) is { } op && op != BinaryOperator.Power)
        {
            var own = BinaryOperators.Precedence(op);
            if (own < precedence)
            {
                break;
            }

            _position++;
            left = Checked(new Expr.Binary(op, left, ParseBinary(own + 1)));
        }

        return left;
    }

    private Expr ParseUnary()
    {
        var op = Current.Kind != TokenKind.Symbol ? (UnaryOperator?)null : Current.Text switch
        {
            "-" => UnaryOperator.Minus,
            "+" => UnaryOperator.Plus,
            "~" => UnaryOperator.Invert,
            _ => null,
        };
        if (op is null)
        {
            return ParsePower();
        }

        Enter();
        var start = Take().Start;
        var operand = ParseUnary();
        _nesting--;
        return Folded(op.Value, operand, start) ?? (Expr)Checked(new Expr.Unary(op.Value, operand, start));
    }

    // -1 is a constant, as it is to those who print or match it.
    private static Expr.Constant? Folded(UnaryOperator op, Expr operand, int start) => (op, operand) switch
    {
        (UnaryOperator.Minus, Expr.Constant { Value: Values.PyInteger { Value: not long.MinValue } value }) when value is not Values.PyBool =>
            new Expr.Constant(Values.PyInteger.Of(-value.Value), start, operand.End),
        (UnaryOperator.Minus, Expr.Constant { Value: Values.PyFloat value }) => new Expr.Constant(new Values.PyFloat(-value.Value), start, operand.End),
        _ => null,
    };

    private Expr ParsePower()
    {
        var left = ParsePrimary();
        if (!Current.Is("**"))
        {
            return left;
        }

        Enter();
        _position++;
        var power = Checked(new Expr.Binary(BinaryOperator.Power, left, ParseUnary()));
        _nesting--;
        return power;
    }
}
