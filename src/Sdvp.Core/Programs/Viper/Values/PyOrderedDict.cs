namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>A dict whose order can be changed, and counts between two of them.</summary>
internal sealed class PyOrderedDict : PyDict
{
    public override PyType Type => Types.OrderedDict;

    public override PyDict NewLike() => new PyOrderedDict();
}
