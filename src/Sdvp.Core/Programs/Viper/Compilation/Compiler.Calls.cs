using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

internal sealed partial class Compiler
{
    private void Call(Expr.Call e, string? output)
    {
        if (e.Arguments.Any(a => a.Stars > 0))
        {
            CallUnpacked(e);
            return;
        }

        var method = e.Function as Expr.Attribute;
        Expression(method?.Value ?? e.Function);
        foreach (var argument in e.Arguments)
        {
            Expression(argument.Value);
        }

        At(e.Start, e.End);
        var keywords = e.Arguments.Where(a => a.Keyword is not null).Select(a => a.Keyword!).ToArray();
        var shape = _writer.Call(new CallShape(e.Arguments.Length, keywords, output));
        Emit(method is null ? OpCode.Call : OpCode.CallMethod, -e.Arguments.Length, shape, method is null ? 0 : _writer.Name(method.Id));
    }

    private void CallUnpacked(Expr.Call e)
    {
        Expression(e.Function);
        Items(e.Arguments.Where(a => a.Keyword is null && a.Stars < 2).Select(a => a.Stars == 1 ? new Expr.Starred(a.Value, a.Value.Start) : a.Value), isCall: true);
        var named = e.Arguments.Where(a => a.Keyword is not null || a.Stars == 2).ToArray();
        if (named.Length > 0)
        {
            Emit(OpCode.BuildDict, 1);
            foreach (var argument in named)
            {
                if (argument.Keyword is { } keyword)
                {
                    Constant(PyText.Of(keyword));
                    Expression(argument.Value);
                    Emit(OpCode.BuildDict, -1, 1);
                }
                else
                {
                    Expression(argument.Value);
                }

                Emit(OpCode.Merge, -1, 1);
            }
        }

        At(e.Start, e.End);
        Emit(OpCode.CallUnpacked, named.Length > 0 ? -2 : -1, 0, named.Length > 0 ? 1 : 0);
    }
}
