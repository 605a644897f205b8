namespace Sdvp.Core.Programs.Viper.Syntax;

internal sealed partial class ViperParser
{
    private Stmt[] ParseBlock(string owner)
    {
        Expect(":", $"after {owner}");
        var statements = new List<Stmt>();
        if (Current.Kind != TokenKind.NewLine)
        {
            if (Current.Kind == TokenKind.Keyword && Current.Text is "if" or "for" or "while" or "try" or "def" or "with" or "class")
            {
                throw Unexpected();
            }

            ParseSimpleLine(statements);
            return [.. statements];
        }

        var colon = Previous;
        _position++;
        if (Current.Kind != TokenKind.Indent)
        {
            var isCut = Current.Kind == TokenKind.End || (Current.Kind == TokenKind.Dedent && _tokens[^1].Start == Current.Start);
            throw new SyntaxException(
                isCut ? ViperCodes.CutOff : ViperCodes.Indentation,
                $"expected an indented block after {owner}{(isCut ? "; the program may have been cut off" : "")}.",
                colon.Start,
                colon.End);
        }

        _position++;
        while (Current.Kind is not (TokenKind.Dedent or TokenKind.End))
        {
            if (Current.Kind == TokenKind.Indent)
            {
                throw new SyntaxException(ViperCodes.Indentation, "unexpected indent; indent the line as the lines before it.", Current.Start, Current.Start);
            }

            ParseStatement(statements);
        }

        if (Current.Kind == TokenKind.Dedent)
        {
            _position++;
        }

        return [.. statements];
    }

    private Stmt[] ParseElse(string owner) => Accept("else") ? ParseBlock($"'else' of {owner}") : [];

    private Stmt[] ParseLoopBody(string owner)
    {
        _loops++;
        var body = ParseBlock(owner);
        _loops--;
        return body;
    }

    private Stmt.If ParseIf()
    {
        var start = Current.Start;
        var branches = new List<Stmt.IfBranch>();
        var end = 0;
        while (branches.Count == 0 ? Accept("if") : Accept("elif"))
        {
            var word = Previous.Text;
            var test = ParseNamedExpression();
            end = end == 0 ? test.End : end;
            branches.Add(new Stmt.IfBranch(test, ParseBlock($"'{word}'")));
        }

        return new Stmt.If([.. branches], ParseElse("'if'"), start, end);
    }

    private Stmt.While ParseWhile()
    {
        var start = Take().Start;
        var test = ParseNamedExpression();
        var body = ParseLoopBody("'while'");
        return new Stmt.While(test, body, ParseElse("'while'"), start, test.End);
    }

    private Stmt.For ParseFor()
    {
        var start = Take().Start;
        var target = ParseTargets();
        if (!Accept("in"))
        {
            throw new SyntaxException(ViperCodes.Syntax, $"expected 'in' after the variable of 'for', but {Describe(Current)}.", Current.Start, Current.End);
        }

        var iterable = ParseStarredExpressions();
        var body = ParseLoopBody("'for'");
        return new Stmt.For(target, iterable, body, ParseElse("'for'"), start, iterable.End);
    }

    /// <summary>The variables of a <c>for</c>, which end before <c>in</c>.</summary>
    private Expr ParseTargets()
    {
        var first = ParseTarget();
        if (!Current.Is(","))
        {
            RequireTarget(first);
            return first;
        }

        var items = new List<Expr> { first };
        while (Accept(",") && !Current.Is("in"))
        {
            items.Add(ParseTarget());
        }

        var tuple = Checked(new Expr.Tuple([.. items], first.Start, Previous.End));
        RequireTarget(tuple);
        return tuple;
    }

    private Expr ParseTarget() => Current.Is("*") ? new Expr.Starred(ParsePrimaryAfterStar(out var start), start) : ParsePrimary();

    private Expr ParsePrimaryAfterStar(out int start)
    {
        start = Take().Start;
        return ParsePrimary();
    }

    private Stmt.Try ParseTry()
    {
        var token = Take();
        var body = ParseBlock("'try'");
        var handlers = new List<Stmt.Handler>();
        while (Current.Is("except"))
        {
            handlers.Add(ParseHandler());
            if (handlers.Count > 1 && handlers[^2].Type is null)
            {
                throw new SyntaxException(ViperCodes.Syntax, "default 'except:' must be last.", handlers[^2].Start, handlers[^2].End);
            }
        }

        var otherwise = handlers.Count > 0 ? ParseElse("'try'") : [];
        var last = Accept("finally") ? ParseBlock("'finally'") : [];
        if (handlers.Count == 0 && last.Length == 0)
        {
            throw new SyntaxException(ViperCodes.Syntax, "expected 'except' or 'finally' block after 'try'.", token.Start, token.End);
        }

        return new Stmt.Try(body, [.. handlers], otherwise, last, token.Start, token.End);
    }

    private Stmt.Handler ParseHandler()
    {
        var token = Take();
        if (Current.Is("*"))
        {
            throw new SyntaxException(ViperCodes.NotSupported, "'except*' is not supported; write 'except'.", token.Start, Current.End, "except");
        }

        var type = Current.Is(":") ? null : ParseExpression();
        if (type is not null && Current.Is(","))
        {
            throw new SyntaxException(ViperCodes.Syntax, "multiple exception types must be parenthesized.", type.Start, Current.End);
        }

        var name = type is not null && Accept("as") ? ExpectName("after 'as'") : null;
        var end = Previous.End;
        return new Stmt.Handler(type, name, ParseBlock("'except'"), token.Start, end);
    }

    private Stmt.Function ParseFunction()
    {
        var token = Take();
        var name = ExpectName("after 'def'");
        var nameStart = Previous.Start;
        Expect("(", "after the function's name");
        var parameters = ParseParameters(")", canAnnotate: true);
        Expect(")", "after the parameters");
        if (Accept("->"))
        {
            ParseExpression();
        }

        var end = Previous.End;
        var loops = _loops;
        _loops = 0;
        _functions++;
        var body = ParseBlock($"the head of the function '{name}'");
        _functions--;
        _loops = loops;
        return new Stmt.Function(name, nameStart, parameters, body, token.Start, end);
    }

    private Parameters ParseParameters(string close, bool canAnnotate)
    {
        var reader = new ParameterReader();
        while (!Current.Is(close))
        {
            var token = Current;
            if (Accept("/"))
            {
                reader.Slash(token);
            }
            else if (Accept("**"))
            {
                reader.Keywords(ExpectName("after '**'"), token);
                SkipAnnotation(canAnnotate);
            }
            else if (Accept("*"))
            {
                reader.Star(Current.Kind == TokenKind.Name ? Take().Text : null, token);
                SkipAnnotation(canAnnotate && Previous.Kind == TokenKind.Name);
            }
            else
            {
                var name = ExpectName("of a parameter");
                SkipAnnotation(canAnnotate);
                reader.Name(name, Accept("=") ? ParseExpression() : null, token);
            }

            if (!Accept(","))
            {
                break;
            }
        }

        return reader.ToParameters(Current);
    }

    private void SkipAnnotation(bool canAnnotate)
    {
        if (canAnnotate && Accept(":"))
        {
            ParseExpression();
        }
    }
}
