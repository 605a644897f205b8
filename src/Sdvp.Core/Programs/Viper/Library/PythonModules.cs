using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Library;

/// <summary>The modules that programs may import.</summary>
internal static class PythonModules
{
    private static readonly PyModule Typing = new("typing", TypingModule.Members);

    private static readonly Dictionary<string, PyModule> All = new Dictionary<string, PyModule>(StringComparer.Ordinal)
    {
        ["collections"] = new("collections", () => new Dictionary<string, PyObject>
        {
            ["Counter"] = Types.Counter,
            ["OrderedDict"] = Types.OrderedDict,
            ["defaultdict"] = Types.DefaultDict,
            ["deque"] = Types.Deque,
        }),
        ["functools"] = new("functools", FunctoolsModule.Members),
        ["itertools"] = new("itertools", ItertoolsModule.Members),
        ["math"] = new("math", MathModule.Members),
        ["numpy"] = new("numpy", NumpyModule.Members),
        ["re"] = new("re", RegexModule.Members),
        ["typing"] = Typing,
        ["collections.abc"] = Typing,
    };

    private static readonly string[] PresetAnnotations = ["Any", "Callable", "Dict", "Iterable", "List", "Optional", "Sequence", "Set", "Tuple", "Union"];

    public static IEnumerable<string> Names => All.Keys.Append("__future__");

    /// <summary>Modules that programs find without an import, because language models often forget it.</summary>
    public static IEnumerable<KeyValuePair<string, PyObject>> Preset =>
    [
        new("math", All["math"]), new("np", All["numpy"]), new("numpy", All["numpy"]), new("re", All["re"]), new("itertools", All["itertools"]),
        new("collections", All["collections"]), new("functools", All["functools"]),
        .. PresetAnnotations.Select(n => new KeyValuePair<string, PyObject>(n, Typing.FindData(n)!)),
        new("Counter", Types.Counter), new("defaultdict", Types.DefaultDict), new("OrderedDict", Types.OrderedDict), new("deque", Types.Deque),
    ];

    public static bool Contains(string module) => module == "__future__" || All.ContainsKey(module);

    /// <summary>Whether a module has a member; annotations of the future are no values.</summary>
    public static bool Contains(string module, string member) => module == "__future__" || All[module].FindData(member) is not null;

    public static IEnumerable<string> MembersOf(string module) => All.TryGetValue(module, out var found) ? found.DataNames : [];

    public static PyObject Import(string module) => All[module];

    public static PyObject ImportFrom(string module, string member) => module == "__future__"
        ? PyNone.Instance
        : All[module].FindData(member) ?? throw PyError.Make("ImportError", $"cannot import name '{member}' from '{module}'");
}
