using Sdvp.Core.Programs.Viper.Compilation;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

internal sealed partial class Machine
{
    private PyObject Global(string name) => _globals.TryGetValue(name, out var value) || predefined.TryGetValue(name, out value)
        ? value
        : throw UndefinedName(name);

    private PyError UndefinedName(string name)
    {
        var nearest = NearestName.Find(name, _globals.Keys.Concat(predefined.Keys));
        return PyError.Make("NameError", $"name '{name}' is not defined", nearest is null ? "" : $". Did you mean: '{nearest}'?");
    }

    private static PyError Unbound(string name) =>
        PyError.Make("UnboundLocalError", $"cannot access local variable '{name}' where it is not associated with a value");

    private static PyError UnboundCell(Code code, int cell) => cell < code.OwnCells
        ? Unbound(code.Cells[cell])
        : PyError.Make("NameError", $"cannot access free variable '{code.Cells[cell]}' where it is not associated with a value in enclosing scope");

    private void Delete(Frame frame, Instruction instruction)
    {
        var (a, isQuiet) = (instruction.A, instruction.B == 1);
        switch (instruction.Code)
        {
            case OpCode.DeleteLocal:
                if (frame.Slots[a] is null && !isQuiet)
                {
                    throw Unbound(frame.Code.Locals[a]);
                }

                frame.Slots[a] = null;
                break;
            case OpCode.DeleteCell:
                if (frame.Cells[a].Value is null && !isQuiet)
                {
                    throw UnboundCell(frame.Code, a);
                }

                frame.Cells[a].Value = null;
                break;
            default:
                if (!_globals.Remove(frame.Code.Names[a]) && !isQuiet)
                {
                    throw UndefinedName(frame.Code.Names[a]);
                }

                break;
        }
    }
}
