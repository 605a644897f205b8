namespace Sdvp.Core.Programs.Viper.Values;

/// <summary>
/// A value of a running program. Belongs to one run, except for immutable ones, which are shared. Programs see nothing of it but what
/// <see cref="FindData"/> and the members of its <see cref="Type"/> give: no CLR member is ever reached.
/// </summary>
internal abstract class PyObject
{
    public abstract PyType Type { get; }

    /// <summary>What a condition takes it for.</summary>
    public virtual bool IsTrue => true;

    /// <summary>An attribute that is no method; null where there is none of the name.</summary>
    public virtual PyObject? FindData(string name) => null;

    /// <summary>Names that <see cref="FindData"/> knows, for suggestions.</summary>
    public virtual IEnumerable<string> DataNames => [];
}
