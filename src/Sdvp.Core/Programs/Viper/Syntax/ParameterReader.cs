namespace Sdvp.Core.Programs.Viper.Syntax;

/// <summary>Puts parameters together and checks their order.</summary>
internal sealed class ParameterReader
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _positional = [];
    private readonly List<Expr> _defaults = [];
    private readonly List<string> _keywordOnly = [];
    private readonly List<Expr?> _keywordDefaults = [];
    private int _positionalOnly;
    private string? _variadic;
    private string? _keywords;
    private bool _hasStar;

    public void Name(string name, Expr? value, Token token)
    {
        RequireNew(name, token);
        if (_hasStar)
        {
            _keywordOnly.Add(name);
            _keywordDefaults.Add(value);
            return;
        }

        _positional.Add(name);
        if (value is not null)
        {
            _defaults.Add(value);
        }
        else if (_defaults.Count > 0)
        {
            throw Error("non-default argument follows default argument; put it before those with a default.", token);
        }
    }

    public void Slash(Token token)
    {
        if (_positionalOnly > 0 || _hasStar || _positional.Count == 0)
        {
            throw Error("'/' stands once, behind the first parameters and before '*'.", token);
        }

        _positionalOnly = _positional.Count;
    }

    public void Star(string? name, Token token)
    {
        if (_hasStar)
        {
            throw Error("* argument may appear only once.", token);
        }

        _hasStar = true;
        _variadic = name;
        if (name is not null)
        {
            RequireNew(name, token);
        }
    }

    public void Keywords(string name, Token token)
    {
        RequireNew(name, token);
        _keywords = name;
    }

    public Parameters ToParameters(Token token) => _hasStar && _variadic is null && _keywordOnly.Count == 0
        ? throw Error("named arguments must follow bare *.", token)
        : new Parameters([.. _positional], _positionalOnly, [.. _defaults], _variadic, [.. _keywordOnly], [.. _keywordDefaults], _keywords);

    private void RequireNew(string name, Token token)
    {
        if (_keywords is not null)
        {
            throw Error("arguments cannot follow var-keyword argument; '**' comes last.", token);
        }

        if (!_names.Add(name))
        {
            throw Error($"duplicate argument '{name}' in function definition.", token);
        }
    }

    private static SyntaxException Error(string message, Token token) => new(ViperCodes.Syntax, message, token.Start, token.End);
}
