using Sdvp.Core.Programs.Viper.Compilation;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A function of the program, with its defaults and the variables that it closes over.</summary>
internal sealed class PyFunction(Code code, PyObject[] defaults, PyObject?[] keywordDefaults, Cell[] closure) : PyObject
{
    public Code Code => code;

    public PyObject[] Defaults => defaults;

    public PyObject?[] KeywordDefaults => keywordDefaults;

    public Cell[] Closure => closure;

    public override PyType Type => Types.Function;
}
