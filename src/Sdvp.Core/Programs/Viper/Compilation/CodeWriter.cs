using Sdvp.Core.Programs.Viper.Syntax;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>Writes the instructions of one function, and knows its slots.</summary>
internal sealed class CodeWriter
{
    private readonly List<Instruction> _instructions = [];
    private readonly List<(int Start, int Length)> _places = [];
    private readonly List<PyObject> _constants = [];
    private readonly List<string> _names = [];
    private readonly List<CallShape> _calls = [];
    private readonly List<Code> _children = [];
    private readonly List<string> _locals = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _cells = new(StringComparer.Ordinal);
    private int _depth;
    private int _deepest;

    public CodeWriter(Scope scope, Parameters? parameters)
    {
        Scope = scope;
        foreach (var cell in scope.Cells.Concat(scope.Captured))
        {
            _cells.TryAdd(cell, _cells.Count);
        }

        foreach (var name in parameters?.All ?? [])
        {
            _slots[name] = _locals.Count;
            _locals.Add(name);
        }
    }

    public Scope Scope { get; }

    public int Position => _instructions.Count;

    /// <summary>The stack's height at this place.</summary>
    public int Depth
    {
        get => _depth;
        set
        {
            _depth = value;
            _deepest = Math.Max(_deepest, value);
        }
    }

    public (int Start, int Length) Place { get; set; }

    public int Emit(OpCode code, int effect, int a = 0, int b = 0)
    {
        _instructions.Add(new Instruction(code, a, b));
        _places.Add(Place);
        Depth += effect;
        return _instructions.Count - 1;
    }

    /// <summary>Lets the jump at a position lead here.</summary>
    public void Land(int position)
    {
        var jump = _instructions[position];
        _instructions[position] = jump.Code is OpCode.EnterExcept or OpCode.EnterFinally or OpCode.Next
            ? jump with { B = Position }
            : jump with { A = Position };
    }

    /// <summary>Lets the jump at a position lead to another one.</summary>
    public void LandAt(int position, int target) => _instructions[position] = _instructions[position] with { A = target };

    public int Constant(PyObject value)
    {
        var known = _constants.FindIndex(c => ReferenceEquals(c, value));
        return known >= 0 ? known : Add(_constants, value);
    }

    public int Name(string name)
    {
        var known = _names.IndexOf(name);
        return known >= 0 ? known : Add(_names, name);
    }

    public int Call(CallShape shape) => Add(_calls, shape);

    public int Child(Code code) => Add(_children, code);

    /// <summary>A slot that no variable of the program has.</summary>
    public int Hidden() => Add(_locals, "");

    public bool TryGetCell(string name, out int cell) => _cells.TryGetValue(name, out cell);

    public int CellOf(string name) => _cells[name];

    public int SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            slot = Add(_locals, name);
            _slots.Add(name, slot);
        }

        return slot;
    }

    public Code ToCode(string name, string qualifiedName, Parameters? parameters, CodeWriter? outer, bool isGenerator = false)
    {
        return new Code
        {
            Name = name,
            QualifiedName = qualifiedName,
            Instructions = [.. _instructions],
            Places = [.. _places],
            Constants = [.. _constants],
            Names = [.. _names],
            Calls = [.. _calls],
            Children = [.. _children],
            Locals = [.. _locals],
            Cells = [.. Scope.Cells, .. Scope.Captured],
            OwnCells = Scope.Cells.Count,
            ParameterCells = [.. (parameters?.All ?? []).Where(p => Scope.Cells.Contains(p)).Select(p => (_slots[p], _cells[p]))],
            Captures = [.. Scope.Captured.Select(c => new Capture(outer!.CellOf(c)))],
            StackSize = _deepest + 1,
            Parameters = parameters,
            IsGenerator = isGenerator,
        };
    }

    private static int Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return list.Count - 1;
    }
}
