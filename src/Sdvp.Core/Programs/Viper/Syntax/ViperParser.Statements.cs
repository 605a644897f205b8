using Sdvp.Core.Programs.Viper.Runtime;

namespace Sdvp.Core.Programs.Viper.Syntax;

internal sealed partial class ViperParser
{
    private void ParseStatement(List<Stmt> output)
    {
        Enter();
        var token = Current;
        if (token.Kind == TokenKind.Keyword && ParseCompound(token) is { } compound)
        {
            output.Add(compound);
        }
        else if (token.Is("@"))
        {
            throw new SyntaxException(ViperCodes.NotSupported, "Decorators are not supported; call the function with the other one where it is used.", token.Start, token.End);
        }
        else
        {
            ParseSimpleLine(output);
        }

        _nesting--;
    }

    private void ParseSimpleLine(List<Stmt> output)
    {
        do
        {
            output.Add(ParseSimple());
        }
        while (Accept(";") && Current.Kind != TokenKind.NewLine);

        if (Current.Kind != TokenKind.NewLine)
        {
            throw Unexpected();
        }

        _position++;
    }

    private Stmt? ParseCompound(Token token)
    {
        switch (token.Text)
        {
            case "if":
                return ParseIf();
            case "while":
                return ParseWhile();
            case "for":
                return ParseFor();
            case "try":
                return ParseTry();
            case "def":
                return ParseFunction();
            default:
                return Keywords.Refusal(token.Text) is { } refusal
                    ? throw new SyntaxException(ViperCodes.NotSupported, refusal, token.Start, token.End)
                    : null;
        }
    }

    private Stmt ParseSimple()
    {
        var token = Current;
        switch (token.Kind == TokenKind.Keyword ? token.Text : "")
        {
            case "pass":
                _position++;
                return new Stmt.Pass(token.Start, token.End);
            case "break" or "continue":
                _position++;
                if (_loops == 0)
                {
                    throw new SyntaxException(ViperCodes.Syntax, $"'{token.Text}' outside loop; it stands inside of 'for' or 'while'.", token.Start, token.End);
                }

                return token.Text == "break" ? new Stmt.Break(token.Start, token.End) : new Stmt.Continue(token.Start, token.End);
            case "return":
                _position++;
                return new Stmt.Return(IsAtEnd() ? null : ParseStarredExpressions(), token.Start, Previous.End);
            case "raise":
                _position++;
                var raised = IsAtEnd() ? null : ParseExpression();
                var cause = raised is not null && Accept("from") ? ParseExpression() : null;
                return new Stmt.Raise(raised, cause, token.Start, Previous.End);
            case "assert":
                _position++;
                var test = ParseExpression();
                var message = Accept(",") ? ParseExpression() : null;
                return new Stmt.Assert(test, message, token.Start, Previous.End);
            case "del":
                _position++;
                return ParseDelete(token);
            case "nonlocal":
                _position++;
                return ParseNonlocal(token);
            case "import":
                _position++;
                return ParseImport(token);
            case "from":
                _position++;
                return ParseImportFrom(token);
            default:
                return ParseExpressionStatement();
        }
    }

    private bool IsAtEnd() => Current.Kind is TokenKind.NewLine or TokenKind.End || Current.Is(";");

    private Stmt ParseExpressionStatement()
    {
        var token = Current;
        if (token is { Kind: TokenKind.Name, Text: "match" } && IsMatchStatement())
        {
            throw new SyntaxException(ViperCodes.NotSupported, "'match' is not supported; write 'if' and 'elif'.", token.Start, token.End);
        }

        if (token is { Kind: TokenKind.Name, Text: "print" or "exec" } && _tokens[_position + 1].Kind is TokenKind.Text or TokenKind.Name or TokenKind.Number)
        {
            throw new SyntaxException(
                ViperCodes.Syntax, $"Missing parentheses in call to '{token.Text}'. Did you mean {token.Text}(...)?", token.Start, _tokens[_position + 1].End);
        }

        var first = ParseStarredExpressions();
        if (Accept(":"))
        {
            RequireTarget(first, isSingle: true);
            ParseExpression();
            var value = Accept("=") ? ParseStarredExpressions() : null;
            return new Stmt.Annotated(first, value, first.Start, Previous.End);
        }

        if (Current.Kind == TokenKind.Symbol && AugmentedOperator(Current.Text) is { } op)
        {
            RequireTarget(first, isSingle: true);
            _position++;
            return new Stmt.AugmentedAssign(first, op, ParseStarredExpressions());
        }

        if (!Current.Is("="))
        {
            return new Stmt.Expression(first);
        }

        var targets = new List<Expr>();
        var last = first;
        while (Accept("="))
        {
            RequireTarget(last);
            targets.Add(last);
            last = ParseStarredExpressions();
        }

        return new Stmt.Assign([.. targets], last);
    }

    // A soft keyword: it is the statement only where a subject and a colon follow on its line, and an indented case.
    private bool IsMatchStatement()
    {
        var next = _tokens[_position + 1];
        if (next.Kind is not (TokenKind.Name or TokenKind.Number or TokenKind.Text) && !next.Is("(") && !next.Is("["))
        {
            return false;
        }

        for (var i = _position + 1; i + 2 < _tokens.Count; i++)
        {
            if (_tokens[i].Kind == TokenKind.NewLine)
            {
                return _tokens[i - 1].Is(":") && _tokens[i + 1].Kind == TokenKind.Indent && _tokens[i + 2].Text == "case";
            }
        }

        return false;
    }

    private static BinaryOperator? AugmentedOperator(string symbol) =>
        symbol.Length >= 2 && symbol[^1] == '=' ? BinaryOperators.Find(symbol[..^1]) : null;

    private void RequireTarget(Expr target, bool isSingle = false)
    {
        switch (target)
        {
            case Expr.Name or Expr.Index or Expr.Attribute:
                return;
            case Expr.Starred starred when !isSingle:
                RequireTarget(starred.Value);
                return;
            case Expr.Tuple { Items: var items } when !isSingle:
                RequireTargets(items, target);
                return;
            case Expr.List { Items: var items } when !isSingle:
                RequireTargets(items, target);
                return;
            default:
                throw new SyntaxException(ViperCodes.Syntax, $"cannot assign to {NameOf(target)} here. Maybe you meant '==' instead of '='?", target.Start, target.End);
        }
    }

    private void RequireTargets(Expr[] items, Expr target)
    {
        if (items.Count(i => i is Expr.Starred) > 1)
        {
            throw new SyntaxException(ViperCodes.Syntax, "multiple starred expressions in assignment; keep one.", target.Start, target.End);
        }

        foreach (var item in items)
        {
            RequireTarget(item);
        }
    }

    private static string NameOf(Expr target) => target switch
    {
        Expr.Call => "function call",
        Expr.Constant { Value: Values.PyNone or Values.PyBool } constant => Runtime.Repr.Short(constant.Value),
        Expr.Constant => "literal",
        Expr.Joined => "f-string expression",
        Expr.Lambda => "lambda",
        Expr.Compare => "comparison",
        Expr.Conditional => "conditional expression",
        Expr.Comprehension => "comprehension",
        Expr.Tuple => "tuple",
        Expr.List => "list",
        Expr.Dict => "dict literal",
        Expr.Set => "set display",
        Expr.Starred => "starred expression",
        _ => "expression",
    };
}
