using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Where the way led when it came to a <c>finally</c>: out by an exception, by a result, or by a jump.</summary>
internal sealed class Completion(PyException? error, PyObject? result, int target, int blocks) : PyObject
{
    public PyException? Error => error;

    public PyObject? Result => result;

    public int Target => target;

    public int Blocks => blocks;

    public override PyType Type => Types.None;
}
