using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Execution;

internal static class Calls
{
    public static ModuleCall Of(params (string Name, ProgramValue Value)[] arguments) =>
        new(arguments.ToImmutableDictionary(argument => argument.Name, argument => argument.Value));
}
