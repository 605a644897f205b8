using Sdvp.Core.Programs.Viper.Api;
using Sdvp.Core.Programs.Viper.Library;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper;

/// <summary>Program values as Python prints them, such as the result of a recorded run.</summary>
public static class ViperText
{
    /// <summary>What <c>str</c> gives for a value. An image prints as the patch of its root image that it is.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ViperBudgetException">The value is too large, or nested too deep, to print.</exception>
    public static string Str(ProgramValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var machine = new Machine(new RunBudget(new ViperOptions(), TimeProvider.System, CancellationToken.None), Builtins.All, new RunLog(), null);
        try
        {
            return Repr.Str(machine, Convert(machine, value));
        }
        catch (BudgetExceededException error)
        {
            throw new ViperBudgetException(error.Kind, error.Message, new CallSite(0, null, default));
        }
    }

    private static PyObject Convert(Machine machine, ProgramValue value)
    {
        RunBudget.RequireStack();
        switch (value)
        {
            case ImageValue image:
                return PyImagePatch.Of(image);
            case ListValue list:
                return Convert(machine, list);
            default:
                return ValueConversion.FromProgram(value);
        }
    }

    private static PyObject Convert(Machine machine, ListValue list)
    {
        PyObject[] items = [.. list.Items.Select(i => Convert(machine, i))];
        switch (list.Form)
        {
            case ListForm.Tuple:
                return new PyTuple(items);
            case ListForm.Set:
                var set = new PySet(false);
                Array.ForEach(items, i => set.Add(machine, i));
                return set;
            case ListForm.Mapping:
                var dict = new PyDict();
                Array.ForEach(items, i => dict.Set(machine, ((PyTuple)i).Items[0], ((PyTuple)i).Items[1]));
                return dict;
            default:
                return new PyList([.. items]);
        }
    }
}
