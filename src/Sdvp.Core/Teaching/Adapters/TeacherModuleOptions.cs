using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Core.Teaching.Adapters;

/// <summary>What <see cref="TeacherModule"/> does around its teacher. Immutable.</summary>
public sealed record TeacherModuleOptions
{
    /// <summary>
    /// Gives the inputs of the example that a call belongs to; adapters for pairs of images read the other image there. Pure and thread-safe.
    /// Default: no inputs. See <see cref="ExampleInputIndex"/>.
    /// </summary>
    public Func<ModuleCall, ImmutableDictionary<string, ProgramValue>> InputsOf { get; init; } = static _ => ImmutableDictionary<string, ProgramValue>.Empty;

    /// <summary>
    /// For locating steps: the module whose proposals the teacher judges, and whose value stands where the adapter abstains. Default: none, so that a teacher has
    /// nothing to judge and finds nothing.
    /// </summary>
    public IVisualModule? Proposer { get; init; }

    /// <summary>For locating steps: the least probability with which a region is given to the program, in [0, 1]. Default: 0.5.</summary>
    public double RegionThreshold { get; init; } = 0.5;

    /// <summary>The answer where the teacher has none. Default: <c>unknown</c>.</summary>
    public string UnknownAnswer { get; init; } = "unknown";
}
