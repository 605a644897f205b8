using Sdvp.Core.Programs.Viper.Library;

namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>The types that programs meet.</summary>
internal static class Types
{
    public static PyType Type { get; } = new("type", constructor: () => Builtins.TypeOf);
    public static PyType None { get; } = new("NoneType");
    public static PyType Ellipsis { get; } = new("ellipsis");
    public static PyType Int { get; } = new("int", NumberMembers.OfInt, () => NumberMembers.Int);
    public static PyType Bool { get; } = new("bool", null, () => NumberMembers.Bool, Int);
    public static PyType Float { get; } = new("float", NumberMembers.OfFloat, () => NumberMembers.Float);
    public static PyType Text { get; } = new("str", TextMembers.All, () => TextMembers.Constructor);
    public static PyType List { get; } = new("list", ListMembers.All, () => ListMembers.Constructor);
    public static PyType Tuple { get; } = new("tuple", TupleMembers.All, () => TupleMembers.Constructor);
    public static PyType Range { get; } = new("range", TupleMembers.OfRange, () => TupleMembers.Range);
    public static PyType Slice { get; } = new("slice");
    public static PyType Dict { get; } = new("dict", DictMembers.All, () => DictMembers.Constructor);
    public static PyType DictKeys { get; } = new("dict_keys", SetMembers.OfKeys);
    public static PyType DictValues { get; } = new("dict_values");
    public static PyType DictItems { get; } = new("dict_items", SetMembers.OfKeys);
    public static PyType Set { get; } = new("set", SetMembers.All, () => SetMembers.Set);
    public static PyType FrozenSet { get; } = new("frozenset", SetMembers.OfFrozen, () => SetMembers.FrozenSet);
    public static PyType Function { get; } = new("function");
    public static PyType NativeFunction { get; } = new("builtin_function_or_method");
    public static PyType MethodDescriptor { get; } = new("method_descriptor");
    public static PyType Module { get; } = new("module");
    public static PyType Generator { get; } = new("generator");
    public static PyType Map { get; } = new("map", null, () => IterationFunctions.Map);
    public static PyType Filter { get; } = new("filter", null, () => IterationFunctions.Filter);
    public static PyType Zip { get; } = new("zip", null, () => IterationFunctions.Zip);
    public static PyType Enumerate { get; } = new("enumerate", null, () => IterationFunctions.Enumerate);
    public static PyType Reversed { get; } = new("reversed", null, () => IterationFunctions.Reversed);
    public static PyType Iterator { get; } = new("iterator");
    public static PyType Counter { get; } = new("Counter", CollectionsMembers.OfCounter, () => CollectionsMembers.Counter, Dict) { Module = "collections" };
    public static PyType DefaultDict { get; } = new("defaultdict", null, () => CollectionsMembers.DefaultDict, Dict) { Module = "collections" };
    public static PyType OrderedDict { get; } = new("OrderedDict", CollectionsMembers.OfOrderedDict, () => CollectionsMembers.OrderedDict, Dict) { Module = "collections" };
    public static PyType Deque { get; } = new("deque", CollectionsMembers.OfDeque, () => CollectionsMembers.Deque) { Module = "collections" };
    public static PyType Partial { get; } = new("partial") { Module = "functools" };
    public static PyType Pattern { get; } = new("Pattern", RegexMembers.OfPattern) { Module = "re" };
    public static PyType Match { get; } = new("Match", RegexMembers.OfMatch) { Module = "re" };
    public static PyType Annotation { get; } = new("_GenericAlias") { Module = "typing" };
    public static PyType StopIteration => ExceptionTypes.Of("StopIteration");
}
