using Sdvp.Core.Programs.Viper.Syntax;

namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>Visits every node of a program once, scope by scope.</summary>
internal abstract class SyntaxWalker
{
    /// <summary>Visits statements.</summary>
    public void Visit(Stmt[] statements)
    {
        foreach (var statement in statements)
        {
            VisitStatement(statement);
        }
    }

    protected virtual void VisitStatement(Stmt statement)
    {
        switch (statement)
        {
            case Stmt.Expression s:
                VisitExpression(s.Value);
                break;
            case Stmt.Assign s:
                VisitExpression(s.Value);
                VisitAll(s.Targets);
                break;
            case Stmt.AugmentedAssign s:
                VisitExpression(s.Target);
                VisitExpression(s.Value);
                break;
            case Stmt.Annotated s:
                Maybe(s.Value);
                VisitExpression(s.Target);
                break;
            case Stmt.Delete s:
                VisitAll(s.Targets);
                break;
            case Stmt.Return s:
                Maybe(s.Value);
                break;
            case Stmt.Raise s:
                Maybe(s.Value);
                Maybe(s.Cause);
                break;
            case Stmt.Assert s:
                VisitExpression(s.Test);
                Maybe(s.Message);
                break;
            case Stmt.If s:
                foreach (var branch in s.Branches)
                {
                    VisitExpression(branch.Test);
                    Visit(branch.Body);
                }

                Visit(s.Else);
                break;
            case Stmt.While s:
                VisitExpression(s.Test);
                Visit(s.Body);
                Visit(s.Else);
                break;
            case Stmt.For s:
                VisitExpression(s.Iterable);
                VisitExpression(s.Target);
                Visit(s.Body);
                Visit(s.Else);
                break;
            case Stmt.Try s:
                VisitTry(s);
                break;
        }
    }

    protected virtual void VisitExpression(Expr expression)
    {
        switch (expression)
        {
            case Expr.Joined e:
                VisitAll(e.Parts);
                break;
            case Expr.Field e:
                VisitExpression(e.Value);
                Maybe(e.Spec);
                break;
            case Expr.List e:
                VisitAll(e.Items);
                break;
            case Expr.Tuple e:
                VisitAll(e.Items);
                break;
            case Expr.Set e:
                VisitAll(e.Items);
                break;
            case Expr.Dict e:
                for (var i = 0; i < e.Values.Length; i++)
                {
                    Maybe(e.Keys[i]);
                    VisitExpression(e.Values[i]);
                }

                break;
            case Expr.Unary e:
                VisitExpression(e.Operand);
                break;
            case Expr.Binary e:
                VisitExpression(e.Left);
                VisitExpression(e.Right);
                break;
            case Expr.Compare e:
                VisitExpression(e.First);
                VisitAll(e.Others);
                break;
            case Expr.Logical e:
                VisitAll(e.Operands);
                break;
            case Expr.Conditional e:
                VisitExpression(e.Test);
                VisitExpression(e.Then);
                VisitExpression(e.Otherwise);
                break;
            case Expr.Call e:
                VisitExpression(e.Function);
                foreach (var argument in e.Arguments)
                {
                    VisitExpression(argument.Value);
                }

                break;
            case Expr.Attribute e:
                VisitExpression(e.Value);
                break;
            case Expr.Index e:
                VisitExpression(e.Value);
                VisitExpression(e.Key);
                break;
            case Expr.Slice e:
                Maybe(e.Lower);
                Maybe(e.Upper);
                Maybe(e.Step);
                break;
            case Expr.Starred e:
                VisitExpression(e.Value);
                break;
        }
    }

    protected void VisitAll(Expr[] expressions)
    {
        foreach (var expression in expressions)
        {
            VisitExpression(expression);
        }
    }

    protected void Maybe(Expr? expression)
    {
        if (expression is not null)
        {
            VisitExpression(expression);
        }
    }

    protected virtual void VisitHandler(Stmt.Handler handler)
    {
        Maybe(handler.Type);
        Visit(handler.Body);
    }

    private void VisitTry(Stmt.Try s)
    {
        Visit(s.Body);
        foreach (var handler in s.Handlers)
        {
            VisitHandler(handler);
        }

        Visit(s.Else);
        Visit(s.Finally);
    }
}
