using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using Sdvp.Core.Execution;
using Sdvp.Core.Execution.Fallbacks;
using Sdvp.Core.Generation;
using Sdvp.Core.Generation.Profiles;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Tests.Execution;
using Sdvp.Core.Values;

namespace Sdvp.Core.Tests.Generation;

/// <summary>Generators over scripted models, on modules that answer at once.</summary>
internal static class Generators
{
    public const string Program = "ANSWER0=VQA(image=IMAGE,question='What color is the circle?')\nFINAL_RESULT=RESULT(var=ANSWER0)";

    public const string OtherProgram = "BOX0=LOC(image=IMAGE,object='circle')\nANSWER0=COUNT(box=BOX0)\nFINAL_RESULT=RESULT(var=ANSWER0)";

    public const string Refused = "ANSWER0=VQA(image=IMAGE)\nFINAL_RESULT=RESULT(var=ANSWER0)";

    public static GenerationRequest Request { get; } = new("q1", "What color is the circle?");

    public static ImmutableDictionary<string, ProgramValue> Inputs { get; } =
        ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", new ImageValue(ImageBuffer.FromRgb(8, 8, new byte[192])));

    public static ModuleRegistry Registry(Func<ModuleCall, ModuleResult>? vqa = null) => new(
    [
        .. SymbolicModules.Create(),
        new FakeModule("VQA") { Signature = StandardSignatures.Vqa(), Answer = vqa ?? (_ => ModuleResult.FromValue(new TextValue("red"))) },
        new FakeModule("LOC") { Signature = StandardSignatures.Loc(), Answer = _ => ModuleResult.FromValue(new RegionsValue([new(new(0, 0, 4, 4))])) },
    ]);

    public static ChatProgramGenerator Create(
        IChatClient? client, ChatProgramGeneratorOptions? options = null, TimeProvider? time = null, GenerationProfile? profile = null, IModuleRegistry? registry = null) =>
        new(profile ?? VisProgProfiles.Gqa, registry ?? Registry(), [new VisProgLanguage()], client, options, time);

    public static ProgramRunner Runner(IModuleRegistry registry, IRunFallback? fallback = null) =>
        new(registry, [new VisProgLanguage()], new ProgramRunnerOptions { Fallback = fallback });
}
