using System.Runtime.CompilerServices;

namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Parses tokens into statements by recursive descent. Throws <see cref="SyntaxException"/> at the first thing that it cannot understand.</summary>
internal sealed partial class ViperParser
{
    /// <summary>The deepest tree of an expression; every walk over expressions recurses so far at most.</summary>
    public const int MaximumDepth = 200;

    private readonly string _source;
    private readonly List<Token> _tokens;
    private int _position;
    private int _nesting;
    private int _functions;
    private int _loops;

    private ViperParser(string source, List<Token> tokens)
    {
        _source = source;
        _tokens = tokens;
    }

    private Token Current => _tokens[_position];

    private Token Previous => _tokens[_position - 1];

    public static Stmt[] ParseProgram(string source, List<Token> tokens)
    {
        var parser = new ViperParser(source, tokens);
        var statements = new List<Stmt>();
        while (parser.Current.Kind != TokenKind.End)
        {
            if (parser.Current.Kind == TokenKind.Indent)
            {
                throw new SyntaxException(ViperCodes.Indentation, "unexpected indent; indent the line as the lines before it.", parser.Current.Start, parser.Current.Start);
            }

            parser.ParseStatement(statements);
        }

        return [.. statements];
    }

    private static Expr ParseField(string source, int start, int end, int nesting)
    {
        var parser = new ViperParser(source, Lexer.ReadExpression(source, start, end)) { _nesting = nesting + 1, _functions = 1 };
        if (parser.Current.Kind == TokenKind.End)
        {
            throw new SyntaxException(ViperCodes.Syntax, "f-string: empty expression not allowed; a brace that is meant as text is written twice.", start, end);
        }

        var value = parser.ParseStarredExpressions();
        return parser.Current.Kind == TokenKind.End ? value : throw parser.Unexpected("f-string: ");
    }

    private Token Take() => _tokens[_position++];

    private bool Accept(string symbol)
    {
        if (!Current.Is(symbol))
        {
            return false;
        }

        _position++;
        return true;
    }

    private Token Expect(string symbol, string where)
    {
        if (Current.Is(symbol))
        {
            return Take();
        }

        if (symbol == ":" && Current.Is("="))
        {
            throw new SyntaxException(ViperCodes.Syntax, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?", Current.Start, Current.End, "==");
        }

        var place = Current.Kind is TokenKind.NewLine or TokenKind.End ? Previous.End : Current.Start;
        throw new SyntaxException(ViperCodes.Syntax, $"expected '{symbol}' {where}, but {Describe(Current)}.", place, Math.Max(place, Current.End), symbol);
    }

    private string ExpectName(string where)
    {
        if (Current.Kind == TokenKind.Name)
        {
            return Take().Text;
        }

        throw new SyntaxException(ViperCodes.Syntax, $"A name is expected {where}, but {Describe(Current)}.", Current.Start, Current.End);
    }

    private SyntaxException Unexpected(string prefix = "")
    {
        var token = Current;
        if (token.Kind == TokenKind.Keyword && Keywords.Refusal(token.Text) is { } refusal)
        {
            return new SyntaxException(ViperCodes.NotSupported, refusal, token.Start, token.End);
        }

        var hint = token.Is("=") ? " Maybe you meant '==' or ':=' instead of '='?" : "";
        return new SyntaxException(ViperCodes.Syntax, $"{prefix}invalid syntax: {Describe(token)}.{hint}", token.Start, Math.Max(token.Start, token.End));
    }

    private static string Describe(Token token) => token.Kind switch
    {
        TokenKind.NewLine => "the line ends",
        TokenKind.End => "the program ends",
        TokenKind.Indent => "an indented line follows",
        TokenKind.Dedent => "the block ends",
        TokenKind.Text => "a string follows",
        TokenKind.Number => "a number follows",
        _ => $"'{Excerpt.Of(token.Text)}' follows",
    };

    private static T Checked<T>(T expression)
        where T : Expr => expression.Depth <= MaximumDepth ? expression : throw TooDeep(expression.Start);

    /// <summary>Enters a level of recursion; every call is paired with <c>_nesting--</c>, except where a parse ends.</summary>
    private void Enter()
    {
        if (++_nesting > MaximumDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep(Current.Start);
        }
    }

    private static SyntaxException TooDeep(int start) =>
        new(ViperCodes.TooDeep, $"The program is nested more than {MaximumDepth} levels deep here; split the expression, or write a function.", start, start + 1);
}
