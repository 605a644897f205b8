using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

internal sealed partial class Compiler
{
    private void Comprehension(Expr.Comprehension e)
    {
        var name = e.Kind switch
        {
            ComprehensionKind.List => "<listcomp>",
            ComprehensionKind.Set => "<setcomp>",
            ComprehensionKind.Dict => "<dictcomp>",
            _ => "<genexpr>",
        };
        var parameters = new Parameters([".0"], 1, [], null, [], [], null);
        Emit(OpCode.MakeFunction, 1, _writer.Child(ComprehensionCode(e, name, parameters)));
        Expression(e.Generators[0].Iterable);
        At(e.Generators[0].Iterable.Start, e.Generators[0].Iterable.End);

        // An iterator, not the iterable: what is none fails here, in the scope around.
        var hidden = _writer.Hidden();
        Emit(OpCode.Iterate, -1, hidden);
        Emit(OpCode.LoadHidden, 1, hidden);
        At(e.Start, e.End);
        Emit(OpCode.Call, -1, _writer.Call(new CallShape(1, [], null)));
    }

    private Code ComprehensionCode(Expr.Comprehension e, string name, Parameters parameters)
    {
        var path = _path.Length == 0 ? name : $"{_path}.<locals>.{name}";
        var inner = new Compiler(_scopes, new CodeWriter(_scopes[e], parameters), _writer, path);
        var isGenerator = e.Kind == ComprehensionKind.Generator;
        var container = -1;
        inner.At(e.Start, e.End);
        if (!isGenerator)
        {
            container = inner._writer.Hidden();
            inner.Emit(e.Kind switch
            {
                ComprehensionKind.List => OpCode.BuildList,
                ComprehensionKind.Set => OpCode.BuildSet,
                _ => OpCode.BuildDict,
            }, 1);
            inner.Emit(OpCode.StoreHidden, -1, container);
        }

        inner.Generator(e, 0, container);
        if (isGenerator)
        {
            inner.ReturnValue(null);
        }
        else
        {
            inner.Emit(OpCode.LoadHidden, 1, container);
            inner.Emit(OpCode.Return, -1);
        }

        return inner._writer.ToCode(name, path, parameters, _writer, isGenerator);
    }

    private void Generator(Expr.Comprehension e, int index, int container)
    {
        if (index == e.Generators.Length)
        {
            Element(e, container);
            return;
        }

        var generator = e.Generators[index];
        var iterator = 0;
        if (index > 0)
        {
            iterator = _writer.Hidden();
            Expression(generator.Iterable);
            Emit(OpCode.Iterate, -1, iterator);
        }

        var start = _writer.Position;
        At(generator.Iterable.Start, generator.Iterable.End);
        var next = Emit(OpCode.Next, 1, iterator);
        StoreTarget(generator.Target);
        foreach (var condition in generator.Conditions)
        {
            foreach (var jump in Condition(condition, false))
            {
                _writer.LandAt(jump, start);
            }
        }

        Generator(e, index + 1, container);
        _writer.LandAt(Emit(OpCode.Jump, 0), start);
        _writer.Land(next);
    }

    private void Element(Expr.Comprehension e, int container)
    {
        if (e.Key is not null)
        {
            Expression(e.Key);
        }

        Expression(e.Element);
        if (container < 0)
        {
            Emit(OpCode.Yield, -1);
        }
        else
        {
            Emit(OpCode.Collect, e.Key is null ? -1 : -2, container, (int)e.Kind);
        }
    }
}
