using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The module <c>typing</c>: names for annotations, which mean nothing when a program runs.</summary>
internal static class TypingModule
{
    private static readonly string[] Names =
    [
        "Any", "Callable", "Dict", "Final", "FrozenSet", "Generator", "Iterable", "Iterator", "List", "Literal", "Mapping", "NamedTuple", "NoReturn", "Optional",
        "Sequence", "Set", "Text", "Tuple", "Type", "TypeVar", "Union",
    ];

    public static IEnumerable<KeyValuePair<string, PyObject>> Members() =>
        Names.Select(n => new KeyValuePair<string, PyObject>(n, new PyAnnotation(n)))
            .Append(new("cast", new PyNative("cast", "typ, val", (_, a) => a[1])));

    private sealed class PyAnnotation(string name) : PyObject, IPyRepresentation, IPyIndexable
    {
        public override PyType Type => Types.Annotation;

        public string Represent(Machine machine) => $"typing.{name}";

        public PyObject Index(Machine machine, PyObject key) => this;
    }
}
