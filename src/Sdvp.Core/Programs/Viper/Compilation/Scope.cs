using Sdvp.Core.Programs.Viper.Syntax;

namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>The names of one function, comprehension or program.</summary>
internal sealed class Scope(Scope? parent, bool isComprehension)
{
    private readonly HashSet<string> _bound = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nonlocal = new(StringComparer.Ordinal);
    private readonly List<string> _cells = [];
    private readonly List<string> _captured = [];

    public Scope? Parent => parent;

    public bool IsModule => parent is null;

    public bool IsComprehension => isComprehension;

    public List<Scope> Children { get; } = [];

    /// <summary>Every name that is read or written, with the place of the first use.</summary>
    public Dictionary<string, int> Uses { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Bound => _bound;

    /// <summary>Own variables that inner functions share.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>Shared variables of surrounding functions.</summary>
    public IReadOnlyList<string> Captured => _captured;

    public void Bind(string name)
    {
        if (!_nonlocal.Contains(name))
        {
            _bound.Add(name);
        }
    }

    public bool DeclareNonlocal(string name)
    {
        _nonlocal.Add(name);
        return !_bound.Contains(name);
    }

    public bool IsBound(string name) => _bound.Contains(name);

    public bool IsNonlocal(string name) => _nonlocal.Contains(name);

    /// <summary>The function around this one that owns a variable; null where it is global.</summary>
    public Scope? OwnerOf(string name)
    {
        for (var scope = IsBound(name) ? this : Parent; scope is { IsModule: false }; scope = scope.Parent)
        {
            if (scope.IsBound(name))
            {
                return scope;
            }
        }

        return null;
    }

    /// <summary>Finds out which variables are shared, in this scope and all inner ones.</summary>
    public void Resolve()
    {
        foreach (var (name, at) in Uses)
        {
            if (IsNonlocal(name) && OwnerOf(name) is null)
            {
                throw new SyntaxException(ViperCodes.Scope, $"no binding for nonlocal '{name}' found; assign it in the function around first.", at, at + name.Length);
            }

            if (!IsModule && OwnerOf(name) is { } owner && owner != this)
            {
                owner.AddCell(name);
                for (var scope = this; scope != owner; scope = scope!.Parent)
                {
                    scope!.AddCaptured(name);
                }
            }
        }

        foreach (var child in Children)
        {
            child.Resolve();
        }
    }

    private void AddCell(string name)
    {
        if (!_cells.Contains(name))
        {
            _cells.Add(name);
        }
    }

    private void AddCaptured(string name)
    {
        if (!_captured.Contains(name))
        {
            _captured.Add(name);
        }
    }
}
