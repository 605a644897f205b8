using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Sdvp.Core.Programs.Expressions.Evaluation;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Expressions.Syntax;

/// <summary>
/// Precedence climbing over the tokens of an expression. The first syntax error ends the parse; findings that leave the
/// structure intact, such as a function that is not allowed, are collected.
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>The deepest tree and the deepest nesting of brackets.</summary>
    public const int MaximumDepth = 200;

    private static readonly LiteralNode Placeholder = new(ProgramValue.None, default);

    private readonly List<ExpressionToken> _tokens;
    private readonly SyntaxErrors _errors;
    private int _position;
    private int _nesting;
    private bool _failed;

    private ExpressionParser(List<ExpressionToken> tokens, DiagnosticBag diagnostics)
    {
        _tokens = tokens;
        _errors = new SyntaxErrors(diagnostics);
    }

    private ExpressionToken Current => _tokens[_position];

    public static ExpressionParse Parse(string text)
    {
        var diagnostics = new DiagnosticBag();
        var tokens = new ExpressionScanner(new SourceText(text), diagnostics).Scan();
        var parser = new ExpressionParser(tokens, diagnostics);
        var root = parser.ParseConditional();
        parser.ExpectEnd();
        return new ExpressionParse(diagnostics.HasErrors ? null : new ProgramExpression(root), diagnostics.ToImmutable());
    }

    private ExpressionNode ParseConditional()
    {
        if (!Enter())
        {
            return Placeholder;
        }

        var node = ParseOperators(Precedence.Or);
        if (Accept("if"))
        {
            var condition = ParseOperators(Precedence.Or);
            if (!Accept("else"))
            {
                return Fail(_errors.Expected("'else' with a value", Current, Previous()));
            }

            var otherwise = ParseConditional();
            node = Checked(new ConditionalNode(node, condition, otherwise, Cover(node, otherwise)));
        }

        _nesting--;
        return node;
    }

    private ExpressionNode ParseOperators(int minimum)
    {
        var left = ParsePrefix(minimum);
        while (!_failed)
        {
            if (LogicalOperatorAt(Current) is { } logical && Precedence.Of(logical) >= minimum)
            {
                _position++;
                var right = ParseOperators(Precedence.Of(logical) + 1);
                left = Checked(new LogicalNode(logical, left, right, Cover(left, right)));
            }
            else if (minimum <= Precedence.Comparison && ComparisonOperatorAt() is not null)
            {
                left = ParseComparison(left);
            }
            else if (ArithmeticOperatorAt(Current) is { } arithmetic && Precedence.Of(arithmetic) >= minimum)
            {
                _position++;
                var right = ParseOperators(Precedence.Of(arithmetic) + 1);
                left = Checked(new ArithmeticNode(arithmetic, left, right, Cover(left, right)));
            }
            else
            {
                return left;
            }
        }

        return left;
    }

    private ExpressionNode ParsePrefix(int minimum)
    {
        var start = Current;
        UnaryOperator? op = start switch
        {
            { Kind: ExpressionTokenKind.Name, Text: "not" } when minimum <= Precedence.Not => UnaryOperator.Not,
            { Kind: ExpressionTokenKind.Symbol, Text: "-" } => UnaryOperator.Minus,
            { Kind: ExpressionTokenKind.Symbol, Text: "+" } => UnaryOperator.Plus,
            _ => null,
        };
        if (op is null)
        {
            return ParseAtom();
        }

        if (!Enter())
        {
            return Placeholder;
        }

        _position++;
        var operand = ParseOperators(op == UnaryOperator.Not ? Precedence.Not : Precedence.Sign);
        _nesting--;
        return Checked(new UnaryNode(op.Value, operand, Cover(start.Span, operand.Span)));
    }

    private ExpressionNode ParseComparison(ExpressionNode first)
    {
        var links = ImmutableArray.CreateBuilder<ComparisonLink>();
        while (!_failed && ComparisonOperatorAt() is { } op)
        {
            _position += op is ComparisonOperator.NotIn or ComparisonOperator.IsNot ? 2 : 1;
            links.Add(new ComparisonLink(op, ParseOperators(Precedence.Sum)));
        }

        return Checked(new ComparisonNode(first, links.ToImmutable(), Cover(first, links[^1].Operand)));
    }

    private ExpressionNode ParseAtom()
    {
        var token = Current;
        ExpressionNode? node = token switch
        {
            { Node: { } ready } => Take(ready),
            { Kind: ExpressionTokenKind.Name } => ParseName(),
            { Kind: ExpressionTokenKind.Symbol, Text: "(" } => ParseGroup(),
            { Kind: ExpressionTokenKind.Symbol, Text: "[" } => ParseList(),
            _ => null,
        };
        if (node is null)
        {
            return Fail(_errors.Expected("an expression", token, Previous()));
        }

        return _errors.RefusesAfterAtom(Current) ? Fail(true) : node;
    }

    private ExpressionNode? ParseName()
    {
        var token = Current;
        switch (token.Text)
        {
            case "True" or "False":
                return Take(new LiteralNode(new BooleanValue(token.Text == "True"), token.Span));
            case "None":
                return Take(new LiteralNode(ProgramValue.None, token.Span));
            case "and" or "or" or "xor" or "not" or "if" or "else" or "in" or "is" or "for" or "lambda":
                return null;
        }

        _position++;
        if (!Current.IsSymbol("("))
        {
            _errors.BareName(token);
            return Placeholder with { Span = token.Span };
        }

        _position++;
        var arguments = ParseItems(")", "the arguments");
        var node = new CallNode(token.Text, arguments, Cover(token.Span, Previous()?.Span ?? token.Span));
        _errors.CheckCall(node, token.Span);
        return Checked(node);
    }

    private ExpressionNode ParseGroup()
    {
        _position++;
        var node = ParseConditional();
        return Accept(")") || _failed ? node : Fail(_errors.Expected("')'", Current, Previous()));
    }

    private ExpressionNode ParseList()
    {
        var start = Current.Span;
        _position++;
        var items = ParseItems("]", "the list");
        return Checked(new ListNode(items, Cover(start, Previous()?.Span ?? start)));
    }

    private ImmutableArray<ExpressionNode> ParseItems(string close, string what)
    {
        var items = ImmutableArray.CreateBuilder<ExpressionNode>();
        while (!_failed && !Accept(close))
        {
            items.Add(ParseConditional());
            if (!_failed && !Accept(",") && !Current.IsSymbol(close))
            {
                Fail(_errors.Expected($"',' or '{close}' in {what}", Current, Previous()));
            }
        }

        return items.ToImmutable();
    }

    private ComparisonOperator? ComparisonOperatorAt() => Current switch
    {
        { Kind: ExpressionTokenKind.Symbol, Text: var symbol } => symbol switch
        {
            "==" => ComparisonOperator.Equal,
            "!=" => ComparisonOperator.NotEqual,
            "<" => ComparisonOperator.Less,
            "<=" => ComparisonOperator.LessOrEqual,
            ">" => ComparisonOperator.Greater,
            ">=" => ComparisonOperator.GreaterOrEqual,
            _ => null,
        },
        { Kind: ExpressionTokenKind.Name, Text: "in" } => ComparisonOperator.In,
        { Kind: ExpressionTokenKind.Name, Text: "is" } => _tokens[_position + 1].IsName("not") ? ComparisonOperator.IsNot : ComparisonOperator.Is,
        { Kind: ExpressionTokenKind.Name, Text: "not" } when _tokens[_position + 1].IsName("in") => ComparisonOperator.NotIn,
        _ => null,
    };

    private static LogicalOperator? LogicalOperatorAt(ExpressionToken token) => token switch
    {
        { Kind: ExpressionTokenKind.Name, Text: "or" } => LogicalOperator.Or,
        { Kind: ExpressionTokenKind.Name, Text: "xor" } => LogicalOperator.Xor,
        { Kind: ExpressionTokenKind.Name, Text: "and" } => LogicalOperator.And,
        _ => null,
    };

    private static ArithmeticOperator? ArithmeticOperatorAt(ExpressionToken token) => token.Kind != ExpressionTokenKind.Symbol ? null : token.Text switch
    {
        "+" => ArithmeticOperator.Add,
        "-" => ArithmeticOperator.Subtract,
        "*" => ArithmeticOperator.Multiply,
        "/" => ArithmeticOperator.Divide,
        "//" => ArithmeticOperator.FloorDivide,
        "%" => ArithmeticOperator.Modulo,
        _ => null,
    };

    private ExpressionToken? Previous() => _position > 0 ? _tokens[_position - 1] : null;

    private ExpressionNode Take(ExpressionNode node)
    {
        _position++;
        return node;
    }

    private bool Accept(string text)
    {
        if (_failed || Current.Kind is not (ExpressionTokenKind.Symbol or ExpressionTokenKind.Name) || Current.Text != text)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void ExpectEnd()
    {
        if (!_failed && Current.Kind != ExpressionTokenKind.End)
        {
            _errors.Unexpected(Current);
        }
    }

    private bool Enter()
    {
        if (++_nesting <= MaximumDepth && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        Fail(_errors.TooDeep(Current.Span));
        return false;
    }

    private ExpressionNode Checked(ExpressionNode node) => node.Depth <= MaximumDepth || _failed ? node : Fail(_errors.TooDeep(node.Span));

    // Everything after the first syntax error is guesswork: the parser moves to the end, where nothing more can be read.
    private LiteralNode Fail(bool reported)
    {
        _failed |= reported;
        _position = _tokens.Count - 1;
        return Placeholder;
    }

    private static SourceSpan Cover(ExpressionNode first, ExpressionNode last) => Cover(first.Span, last.Span);

    private static SourceSpan Cover(SourceSpan first, SourceSpan last) => first with { Length = Math.Max(first.Length, last.End - first.Start) };
}
