using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Syntax;

namespace Sdvp.Core.Programs.Viper;

/// <summary>Refuses by name and place what programs may not use, before anything runs.</summary>
internal sealed class ProgramCheck(SourceText source, DiagnosticBag diagnostics) : SyntaxWalker
{
    private const int MaximumFindings = 50;

    private int _findings;

    /// <summary>Checks the names that are read and bound nowhere.</summary>
    /// <param name="scope">The program's scope, or an inner one.</param>
    /// <param name="module">The program's scope.</param>
    /// <param name="known">Names that exist before the program, besides the predefined ones.</param>
    public void CheckGlobals(Scope scope, Scope module, IReadOnlyCollection<string> known)
    {
        foreach (var (name, at) in scope.Uses)
        {
            if (scope.OwnerOf(name) is not null || module.IsBound(name) || ProgramCompiler.Predefined.ContainsKey(name) || known.Contains(name))
            {
                continue;
            }

            if (Builtins.Forbidden.Contains(name))
            {
                Error(ViperCodes.ForbiddenName, $"'{name}' is not available: programs reach nothing but their inputs and the image API.", at, name.Length);
            }
            else if (!IsDunder(name))
            {
                var nearest = NearestName.Find(name, ProgramCompiler.Predefined.Keys.Concat(known).Concat(module.Bound));
                var hint = nearest is null ? "" : $" Did you mean '{nearest}'?";
                Add(new ProgramDiagnostic(
                    ViperCodes.UndefinedName, DiagnosticSeverity.Warning, $"The name '{name}' is defined nowhere.{hint}", source.Span(at, name.Length), nearest));
            }
        }

        foreach (var child in scope.Children)
        {
            CheckGlobals(child, module, known);
        }
    }

    protected override void VisitStatement(Stmt statement)
    {
        switch (statement)
        {
            case Stmt.Import s:
                foreach (var name in s.Names)
                {
                    CheckModule(name.Name, name.Start, name.End);
                    CheckName(name.Alias, name.Start, name.End);
                }

                break;
            case Stmt.ImportFrom s:
                CheckImportFrom(s);
                break;
            case Stmt.Function s:
                CheckName(s.Name, s.NameStart, s.NameStart + s.Name.Length);
                CheckParameters(s.Parameters, s.Start, s.End);
                Visit(s.Body);
                break;
            case Stmt.Nonlocal s:
                foreach (var name in s.Names)
                {
                    CheckName(name, s.Start, s.End);
                }

                break;
            default:
                base.VisitStatement(statement);
                break;
        }
    }

    protected override void VisitHandler(Stmt.Handler handler)
    {
        CheckName(handler.Name, handler.Start, handler.End);
        base.VisitHandler(handler);
    }

    protected override void VisitExpression(Expr expression)
    {
        switch (expression)
        {
            case Expr.Name e:
                CheckName(e.Id, e.Start, e.End);
                break;
            case Expr.Attribute e:
                if (e.Id.StartsWith('_'))
                {
                    Error(ViperCodes.Underscore, $"The attribute '{e.Id}' is refused: attributes that begin with an underscore are not for programs.", e.NameStart, e.Id.Length);
                }

                VisitExpression(e.Value);
                break;
            case Expr.Walrus e:
                CheckName(e.Target.Id, e.Target.Start, e.Target.End);
                VisitExpression(e.Value);
                break;
            case Expr.Lambda e:
                CheckParameters(e.Parameters, e.Start, e.End);
                VisitExpression(e.Body);
                break;
            case Expr.Comprehension e:
                foreach (var generator in e.Generators)
                {
                    VisitExpression(generator.Iterable);
                    VisitExpression(generator.Target);
                    VisitAll(generator.Conditions);
                }

                Maybe(e.Key);
                VisitExpression(e.Element);
                break;
            case Expr.Call e:
                foreach (var argument in e.Arguments)
                {
                    CheckName(argument.Keyword, argument.Value.Start, argument.Value.End);
                }

                base.VisitExpression(e);
                break;
            default:
                base.VisitExpression(expression);
                break;
        }
    }

    private static bool IsDunder(string name) => name.StartsWith("__", StringComparison.Ordinal);

    private void CheckName(string? name, int start, int end)
    {
        if (name is not null && IsDunder(name))
        {
            Error(ViperCodes.Underscore, $"The name '{name}' is refused: names that begin with two underscores are not for programs.", start, end - start);
        }
    }

    private void CheckParameters(Parameters parameters, int start, int end)
    {
        foreach (var name in parameters.All)
        {
            CheckName(name, start, end);
        }

        VisitAll(parameters.Defaults);
        foreach (var value in parameters.KeywordDefaults)
        {
            Maybe(value);
        }
    }

    private void CheckImportFrom(Stmt.ImportFrom s)
    {
        if (!CheckModule(s.Module, s.Start, s.End))
        {
            return;
        }

        foreach (var name in s.Names)
        {
            CheckName(name.Name, name.Start, name.End);
            CheckName(name.Alias, name.Start, name.End);
            if (!PythonModules.Contains(s.Module, name.Name))
            {
                var nearest = NearestName.Find(name.Name, PythonModules.MembersOf(s.Module));
                var hint = nearest is null ? $"it has {string.Join(", ", PythonModules.MembersOf(s.Module).Order(StringComparer.Ordinal).Take(30))}." : $"did you mean '{nearest}'?";
                Error(ViperCodes.UnknownMember, $"cannot import name '{name.Name}' from '{s.Module}'; {hint}", name.Start, name.End - name.Start, nearest);
            }
        }
    }

    private bool CheckModule(string module, int start, int end)
    {
        if (PythonModules.Contains(module))
        {
            return true;
        }

        var allowed = string.Join(", ", PythonModules.Names.Order(StringComparer.Ordinal));
        Error(ViperCodes.Import, $"The import of '{Excerpt.Of(module)}' is refused; programs may import {allowed}.", start, end - start);
        return false;
    }

    private void Error(string code, string message, int start, int length, string? suggestion = null) =>
        Add(new ProgramDiagnostic(code, DiagnosticSeverity.Error, message, source.Span(start, Math.Max(0, length)), suggestion));

    private void Add(ProgramDiagnostic diagnostic)
    {
        if (_findings++ < MaximumFindings)
        {
            diagnostics.Add(diagnostic);
        }
    }
}
