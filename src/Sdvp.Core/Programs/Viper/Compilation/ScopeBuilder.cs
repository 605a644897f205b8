using Sdvp.Core.Programs.Viper.Syntax;

namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>Finds the names of every scope of a program.</summary>
internal sealed class ScopeBuilder : SyntaxWalker
{
    private readonly Dictionary<object, Scope> _scopes = new(ReferenceEqualityComparer.Instance);
    private Scope _scope = new(null, false);

    /// <summary>Scopes by the node that opens them; the program's own by <see cref="Module"/>.</summary>
    public IReadOnlyDictionary<object, Scope> Scopes => _scopes;

    public Scope Module { get; private set; } = new(null, false);

    public static ScopeBuilder Build(Stmt[] program)
    {
        var builder = new ScopeBuilder();
        builder.Module = builder._scope;
        CollectNonlocals(program, builder._scope);
        builder.Visit(program);
        builder.Module.Resolve();
        return builder;
    }

    protected override void VisitStatement(Stmt statement)
    {
        switch (statement)
        {
            case Stmt.Assign s:
                VisitExpression(s.Value);
                foreach (var target in s.Targets)
                {
                    BindTarget(target);
                }

                break;
            case Stmt.AugmentedAssign s:
                BindTarget(s.Target);
                VisitExpression(s.Value);
                break;
            case Stmt.Annotated s:
                Maybe(s.Value);
                BindTarget(s.Target);
                break;
            case Stmt.Delete s:
                foreach (var target in s.Targets)
                {
                    BindTarget(target);
                }

                break;
            case Stmt.For s:
                VisitExpression(s.Iterable);
                BindTarget(s.Target);
                Visit(s.Body);
                Visit(s.Else);
                break;
            case Stmt.Import s:
                foreach (var name in s.Names)
                {
                    Bind(name.Alias ?? name.Name.Split('.')[0], name.Start);
                }

                break;
            case Stmt.ImportFrom s:
                foreach (var name in s.Names)
                {
                    Bind(name.Alias ?? name.Name, name.Start);
                }

                break;
            case Stmt.Function s:
                Bind(s.Name, s.NameStart);
                VisitDefaults(s.Parameters);
                InFunction(s, s.Parameters, s.Body, () => Visit(s.Body));
                break;
            default:
                base.VisitStatement(statement);
                break;
        }
    }

    protected override void VisitHandler(Stmt.Handler handler)
    {
        if (handler.Name is { } name)
        {
            Bind(name, handler.Start);
        }

        base.VisitHandler(handler);
    }

    protected override void VisitExpression(Expr expression)
    {
        switch (expression)
        {
            case Expr.Name name:
                Use(name.Id, name.Start);
                break;
            case Expr.Walrus walrus:
                VisitExpression(walrus.Value);
                BindWalrus(walrus.Target);
                break;
            case Expr.Lambda lambda:
                VisitDefaults(lambda.Parameters);
                InFunction(lambda, lambda.Parameters, [], () => VisitExpression(lambda.Body));
                break;
            case Expr.Comprehension comprehension:
                VisitComprehension(comprehension);
                break;
            default:
                base.VisitExpression(expression);
                break;
        }
    }

    private void VisitComprehension(Expr.Comprehension comprehension)
    {
        // The first iterable belongs to the scope around, as in Python.
        VisitExpression(comprehension.Generators[0].Iterable);
        Within(comprehension, new Scope(_scope, true), () =>
        {
            foreach (var generator in comprehension.Generators)
            {
                BindTarget(generator.Target);
            }

            for (var i = 0; i < comprehension.Generators.Length; i++)
            {
                if (i > 0)
                {
                    VisitExpression(comprehension.Generators[i].Iterable);
                }

                VisitAll(comprehension.Generators[i].Conditions);
            }

            Maybe(comprehension.Key);
            VisitExpression(comprehension.Element);
        });
    }

    private void VisitDefaults(Parameters parameters)
    {
        VisitAll(parameters.Defaults);
        foreach (var value in parameters.KeywordDefaults)
        {
            Maybe(value);
        }
    }

    private void InFunction(object node, Parameters parameters, Stmt[] body, Action visit)
    {
        var scope = new Scope(_scope, false);
        foreach (var parameter in parameters.All)
        {
            scope.Bind(parameter);
            scope.Uses.TryAdd(parameter, 0);
        }

        CollectNonlocals(body, scope);
        Within(node, scope, visit);
    }

    private void Within(object node, Scope scope, Action visit)
    {
        _scopes.Add(node, scope);
        scope.Parent!.Children.Add(scope);
        var outer = _scope;
        _scope = scope;
        visit();
        _scope = outer;
    }

    private void BindTarget(Expr target)
    {
        switch (target)
        {
            case Expr.Name name:
                Bind(name.Id, name.Start);
                break;
            case Expr.Tuple { Items: var items }:
                foreach (var item in items)
                {
                    BindTarget(item);
                }

                break;
            case Expr.List { Items: var items }:
                foreach (var item in items)
                {
                    BindTarget(item);
                }

                break;
            case Expr.Starred starred:
                BindTarget(starred.Value);
                break;
            default:
                VisitExpression(target);
                break;
        }
    }

    private void BindWalrus(Expr.Name target)
    {
        var scope = _scope;
        while (scope.IsComprehension)
        {
            if (scope.IsBound(target.Id))
            {
                throw new SyntaxException(
                    ViperCodes.Scope, $"assignment expression cannot rebind comprehension iteration variable '{target.Id}'; choose another name.", target.Start, target.End);
            }

            scope = scope.Parent!;
        }

        scope.Bind(target.Id);
        scope.Uses.TryAdd(target.Id, target.Start);
        Use(target.Id, target.Start);
    }

    private void Bind(string name, int at)
    {
        _scope.Bind(name);
        Use(name, at);
    }

    private void Use(string name, int at) => _scope.Uses.TryAdd(name, at);

    // Declared anywhere in a function, nonlocal holds for all of it.
    private static void CollectNonlocals(Stmt[] body, Scope scope)
    {
        foreach (var statement in body)
        {
            switch (statement)
            {
                case Stmt.Nonlocal s:
                    Declare(s, scope);
                    break;
                case Stmt.If s:
                    foreach (var branch in s.Branches)
                    {
                        CollectNonlocals(branch.Body, scope);
                    }

                    CollectNonlocals(s.Else, scope);
                    break;
                case Stmt.While s:
                    CollectNonlocals([.. s.Body, .. s.Else], scope);
                    break;
                case Stmt.For s:
                    CollectNonlocals([.. s.Body, .. s.Else], scope);
                    break;
                case Stmt.Try s:
                    CollectNonlocals([.. s.Body, .. s.Handlers.SelectMany(h => h.Body), .. s.Else, .. s.Finally], scope);
                    break;
            }
        }
    }

    private static void Declare(Stmt.Nonlocal s, Scope scope)
    {
        foreach (var name in s.Names)
        {
            if (!scope.DeclareNonlocal(name))
            {
                throw new SyntaxException(ViperCodes.Scope, $"name '{name}' is parameter and nonlocal; choose another name.", s.Start, s.End);
            }

            scope.Uses.TryAdd(name, s.Start);
        }
    }
}
