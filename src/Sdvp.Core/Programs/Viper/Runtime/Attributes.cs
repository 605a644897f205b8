using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>Attributes: what a value's own tables hold, and nothing else.</summary>
internal static class Attributes
{
    public static PyObject Get(PyObject owner, string name)
    {
        if (name.StartsWith('_'))
        {
            throw Missing(owner, name);
        }

        return owner.FindData(name)
            ?? (owner.Type.FindMember(name) is { } method ? new PyBoundMethod(owner, method) : throw Missing(owner, name));
    }

    public static PyError Missing(PyObject owner, string name)
    {
        var nearest = name.StartsWith('_') ? null : NearestName.Find(name, owner.DataNames.Concat(owner.Type.MemberNames));
        var message = owner switch
        {
            PyModule module => $"module '{module.Name}' has no attribute '{name}'",
            PyType type => $"type object '{type.Name}' has no attribute '{name}'",
            _ => $"'{owner.Type.Name}' object has no attribute '{name}'",
        };
        return PyError.Make("AttributeError", message, nearest is null ? "" : $". Did you mean: '{nearest}'?");
    }

    /// <summary>No attribute can be set: the values of the host are as they are.</summary>
    public static PyError ReadOnly(PyObject owner, string name)
    {
        var exists = !name.StartsWith('_') && (owner.FindData(name) is not null || owner.Type.FindMember(name) is not null);
        return exists
            ? PyError.Make("AttributeError", $"'{owner.Type.Name}' object attribute '{name}' is read-only")
            : Missing(owner, name);
    }
}
