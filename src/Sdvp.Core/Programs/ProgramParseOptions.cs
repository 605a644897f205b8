using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs;

/// <summary>What a program is checked against.</summary>
public sealed record ProgramParseOptions
{
    /// <summary>Variables that exist before the first step, with their types. Default: <c>IMAGE</c>.</summary>
    public ImmutableDictionary<string, ProgramType> Inputs { get; init; } =
        ImmutableDictionary<string, ProgramType>.Empty.Add("IMAGE", ProgramType.Image);

    /// <summary>The modules that programs may call, by name.</summary>
    public required ImmutableDictionary<string, ModuleSignature> Modules { get; init; }

    /// <summary>Refuse what would otherwise be repaired with a warning. Default: false.</summary>
    public bool Strict { get; init; }

    /// <summary>What is peculiar to VisProg: task, upstream's quirks, lowering of nested calls. Other languages ignore it. Default: none of them.</summary>
    public VisProgProfile VisProg { get; init; } = VisProgProfile.Default;
}
