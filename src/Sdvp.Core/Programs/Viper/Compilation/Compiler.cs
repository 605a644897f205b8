using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>Compiles checked syntax into instructions.</summary>
internal sealed partial class Compiler
{
    private readonly IReadOnlyDictionary<object, Scope> _scopes;
    private readonly CodeWriter _writer;
    private readonly CodeWriter? _outer;
    private readonly string _path;

    private Compiler(IReadOnlyDictionary<object, Scope> scopes, CodeWriter writer, CodeWriter? outer, string path)
    {
        _scopes = scopes;
        _writer = writer;
        _outer = outer;
        _path = path;
    }

    /// <summary>Compiles a program. Its value is that of <c>return</c>, or of its last statement where that is an expression.</summary>
    public static Code Compile(Stmt[] program, ScopeBuilder scopes)
    {
        var compiler = new Compiler(scopes.Scopes, new CodeWriter(scopes.Module, null), null, "");
        var last = program.Length > 0 && program[^1] is Stmt.Expression expression ? expression.Value : null;
        compiler.Statements(last is null ? program : program[..^1]);
        compiler.ReturnValue(last);
        return compiler._writer.ToCode("<module>", "<module>", null, null);
    }

    private void ReturnValue(Expr? value)
    {
        if (value is null)
        {
            Constant(PyNone.Instance);
        }
        else
        {
            Expression(value);
        }

        Emit(OpCode.Return, -1);
    }

    private int Emit(OpCode code, int effect, int a = 0, int b = 0) => _writer.Emit(code, effect, a, b);

    private void At(int start, int end) => _writer.Place = (start, end - start);

    private void Constant(PyObject value) => Emit(OpCode.Constant, 1, _writer.Constant(value));

    private void Load(string name)
    {
        if (_writer.TryGetCell(name, out var cell))
        {
            Emit(OpCode.LoadCell, 1, cell);
        }
        else if (!_writer.Scope.IsModule && _writer.Scope.IsBound(name))
        {
            Emit(OpCode.LoadLocal, 1, _writer.SlotOf(name));
        }
        else
        {
            Emit(OpCode.LoadGlobal, 1, _writer.Name(name));
        }
    }

    private void Store(string name)
    {
        if (_writer.TryGetCell(name, out var cell))
        {
            Emit(OpCode.StoreCell, -1, cell);
        }
        else if (!_writer.Scope.IsModule && _writer.Scope.IsBound(name))
        {
            Emit(OpCode.StoreLocal, -1, _writer.SlotOf(name));
        }
        else
        {
            Emit(OpCode.StoreGlobal, -1, _writer.Name(name));
        }
    }

    /// <param name="name">The variable.</param>
    /// <param name="isQuiet">Whether it may be deleted already.</param>
    private void Delete(string name, bool isQuiet = false)
    {
        var quiet = isQuiet ? 1 : 0;
        if (_writer.TryGetCell(name, out var cell))
        {
            Emit(OpCode.DeleteCell, 0, cell, quiet);
        }
        else if (!_writer.Scope.IsModule && _writer.Scope.IsBound(name))
        {
            Emit(OpCode.DeleteLocal, 0, _writer.SlotOf(name), quiet);
        }
        else
        {
            Emit(OpCode.DeleteGlobal, 0, _writer.Name(name), quiet);
        }
    }

    private void Function(object node, string name, Parameters parameters, Action<Compiler> body)
    {
        foreach (var value in parameters.Defaults)
        {
            Expression(value);
        }

        foreach (var value in parameters.KeywordDefaults)
        {
            if (value is not null)
            {
                Expression(value);
            }
        }

        var defaults = parameters.Defaults.Length + parameters.KeywordDefaults.Count(v => v is not null);
        var path = _path.Length == 0 ? name : $"{_path}.<locals>.{name}";
        var inner = new Compiler(_scopes, new CodeWriter(_scopes[node], parameters), _writer, path);
        body(inner);
        var code = inner._writer.ToCode(name, path, parameters, _writer);
        Emit(OpCode.MakeFunction, 1 - defaults, _writer.Child(code));
    }
}
