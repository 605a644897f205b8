using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.Viper.Runtime;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper.Api;

/// <summary>What the image API of one run needs: the caller of modules, the numbers of calls, and the options.</summary>
internal sealed class ViperHost(ViperProgram program, IModuleCaller caller, ViperOptions options)
{
    private int _next;
    private SourceSpan _compositeSpan;

    public IModuleCaller Caller => caller;

    public ViperOptions Options => options;

    public ViperProfile Profile => options.Profile;

    public LeafNames Leaves => program.Leaves;

    public static ViperHost Of(Machine machine) => (ViperHost)machine.Host!;


    /// <summary>A place in the program that is no call of its own; its number is that of the next call.</summary>
    public CallSite SiteOf((int Start, int Length) place) => new(_next, null, program.Span(place));

    /// <summary>Calls a module. Time that it takes is not the program's.</summary>
    public async ValueTask<ModuleResult> CallAsync(Machine machine, string module, ImmutableDictionary<string, ProgramValue> arguments)
    {
        var site = NextSite(machine);
        machine.Budget.Pause();
        var result = await caller.CallAsync(module, new ModuleCall(arguments), site, machine.Budget.CancellationToken);
        machine.Budget.Resume();
        return result;
    }

    /// <summary>Makes a composite call.</summary>
    /// <param name="machine">The run.</param>
    /// <param name="name">The composite's name.</param>
    /// <param name="arguments">Its arguments, thresholds included.</param>
    /// <param name="body">Computes the result; is given the caller for the children.</param>
    public async ValueTask<ProgramValue> CallCompositeAsync(
        Machine machine, string name, ImmutableDictionary<string, ProgramValue> arguments, Func<IModuleCaller, ValueTask<ModuleResult>> body)
    {
        var site = NextSite(machine);
        _compositeSpan = site.Span;
        machine.Budget.Pause();
        var version = new ModuleVersion($"viper/{name}/{Profile.Name}/1");
        var result = await caller.CallCompositeAsync(name, version, new ModuleCall(arguments), site, body, machine.Budget.CancellationToken);
        machine.Budget.Resume();
        return result.Value!;
    }

    /// <summary>Calls a module for each of several arguments at once; their order gives the numbers.</summary>
    public async ValueTask<ModuleResult[]> CallAllAsync(
        Machine machine, IModuleCaller parent, string module, IReadOnlyList<ImmutableDictionary<string, ProgramValue>> arguments)
    {
        var results = new ModuleResult[arguments.Count];
        var branches = new Func<IModuleCaller, ValueTask>[arguments.Count];
        for (var i = 0; i < branches.Length; i++)
        {
            var (place, site) = (i, NextChild());
            branches[i] = async branch =>
                results[place] = await branch.CallAsync(module, new ModuleCall(arguments[place]), site, machine.Budget.CancellationToken);
        }

        await parent.RunBranchesAsync(branches, machine.Budget.CancellationToken);
        return results;
    }

    /// <summary>Calls a module inside of a composite.</summary>
    public ValueTask<ModuleResult> CallChildAsync(Machine machine, IModuleCaller parent, string module, ImmutableDictionary<string, ProgramValue> arguments) =>
        parent.CallAsync(module, new ModuleCall(arguments), NextChild(), machine.Budget.CancellationToken);

    public static ImmutableDictionary<string, ProgramValue> Arguments(params ReadOnlySpan<(string Name, ProgramValue Value)> arguments)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, ProgramValue>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            builder.Add(name, value);
        }

        return builder.ToImmutable();
    }

    private CallSite NextSite(Machine machine) => new(_next++, machine.Output, program.Span(machine.Place));

    // While a composite waits the program is nowhere: its children stand where it does.
    private CallSite NextChild() => new(_next++, null, _compositeSpan);
}
