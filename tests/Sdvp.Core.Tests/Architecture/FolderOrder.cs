namespace Sdvp.Core.Tests.Architecture;

/// <summary>Folders of one package, as namespaces below a root, each of which may name types from those before it only.</summary>
internal sealed class FolderOrder(string root, params string[] folders)
{
    /// <summary>Finds types that name a type from a later folder, and types in folders that have no place in the order.</summary>
    /// <param name="types">The package's types.</param>
    /// <returns>What is wrong, in words.</returns>
    public IEnumerable<string> FindViolations(IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            var place = PlaceOf(type);
            if (place is null)
            {
                continue;
            }

            if (place < 0)
            {
                yield return $"{type.FullName} lies in a folder that has no place in the order.";
                continue;
            }

            foreach (var named in TypeReferences.Of(type).Where(named => PlaceOf(named) > place).OrderBy(named => named.FullName, StringComparer.Ordinal))
            {
                yield return $"{type.FullName} names {named.FullName}.";
            }
        }
    }

    /// <summary>The place of a type's folder; -1 where it has none, null where the type is not of this package.</summary>
    private int? PlaceOf(Type type)
    {
        var name = Outermost(type).Namespace ?? "";
        if (name != root && !name.StartsWith($"{root}.", StringComparison.Ordinal))
        {
            return null;
        }

        var folder = name.Length == root.Length ? "" : name[(root.Length + 1)..].Split('.')[0];
        return Array.IndexOf(folders, folder);
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}
