using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg.Syntax;

namespace Sdvp.Core.Programs.VisProg.Binding;

/// <summary>Finds the module that a step names, or says why it cannot be called.</summary>
internal static class ModuleFinder
{
    /// <returns>The signature under the name in force; null where an error was reported.</returns>
    public static ModuleSignature? Find(NamedSpan module, BindingScope scope)
    {
        var modules = scope.Options.Modules;
        if (modules.TryGetValue(module.Name, out var signature))
        {
            return IsCallable(module, module.Name, signature, scope) ? Named(signature, module.Name) : null;
        }

        if (VisProgModules.RegistrationOf(module.Name) is not null)
        {
            RefuseUnregistered(module, module.Name, null, scope);
            return null;
        }

        if (IgnoringCase(module.Name, modules.Keys) is { } name)
        {
            scope.Diagnostics.Repair(VisProgCodes.ModuleCase, $"The module is called {name}, not {module.Name}.", module.Span, name);
            return IsCallable(module, name, modules[name], scope) ? Named(modules[name], name) : null;
        }

        if (IgnoringCase(module.Name, VisProgModules.Names) is { } known)
        {
            RefuseUnregistered(module, known, null, scope);
            return null;
        }

        RefuseUnknown(module, scope);
        return null;
    }

    private static void RefuseUnknown(NamedSpan module, BindingScope scope)
    {
        var callable = scope.Options.VisProg.Task is { } task
            ? scope.Options.Modules.Keys.Where(name => task.Modules.Contains(name))
            : scope.Options.Modules.Keys;
        var nearest = scope.Nearest(module.Name, callable);
        var hint = nearest is null ? $"known are: {string.Join(", ", callable.Order(StringComparer.Ordinal))}." : $"did you mean {nearest}?";
        scope.Diagnostics.Error(VisProgCodes.UnknownModule, $"There is no module '{module.Name}'; {hint}", module.Span, nearest);
    }

    private static bool IsCallable(NamedSpan module, string name, ModuleSignature signature, BindingScope scope)
    {
        if (scope.Options.VisProg.Task is { } task && !task.Modules.Contains(name))
        {
            scope.Diagnostics.Error(
                VisProgCodes.NotInTask, $"{name} is no module of the task {task.Name}; its programs may call: {string.Join(", ", task.Modules)}.", module.Span);
            return false;
        }

        foreach (var required in signature.Requires)
        {
            if (!scope.Options.Modules.ContainsKey(required))
            {
                RefuseUnregistered(module, required, name, scope);
                return false;
            }
        }

        return true;
    }

    private static void RefuseUnregistered(NamedSpan module, string name, string? caller, BindingScope scope)
    {
        var registration = VisProgModules.RegistrationOf(name) ?? $"a module of the name {name}";
        var needed = caller is null ? "" : $"{caller} calls {name}, and ";
        scope.Diagnostics.Error(VisProgCodes.NotRegistered, $"{needed}{name} is not registered; register {registration}.", module.Span);
    }

    private static string? IgnoringCase(string name, IEnumerable<string> names) =>
        names.Where(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).FirstOrDefault();

    private static ModuleSignature Named(ModuleSignature signature, string name) => signature.Name == name ? signature : signature with { Name = name };
}
