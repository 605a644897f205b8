using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Values;

namespace Sdvp.Benchmarks.Interpreter;

/// <summary>Programs of the usual shapes, and modules that answer them at once.</summary>
internal static class InstantPrograms
{
    public static readonly ImmutableArray<string> Sources =
    [
        "BOX0=LOC(image=IMAGE,object='dog')\nIMAGE0=CROP(image=IMAGE,box=BOX0)\nANSWER0=VQA(image=IMAGE0,question='What color is the dog?')\nANSWER1=EVAL(expr=\"'yes' if {ANSWER0} == 'brown' else 'no'\")\nFINAL_RESULT=RESULT(var=ANSWER1)",
        "BOX0=LOC(image=IMAGE,object='table')\nIMAGE0=CROP_LEFTOF(image=IMAGE,box=BOX0)\nBOX1=LOC(image=IMAGE0,object='cup')\nANSWER0=COUNT(box=BOX1)\nANSWER1=EVAL(expr=\"'yes' if {ANSWER0} > 0 else 'no'\")\nFINAL_RESULT=RESULT(var=ANSWER1)",
        "ANSWER0=VQA(image=IMAGE,question='How many people are there?')\nANSWER1=VQA(image=IMAGE,question='How many dogs are there?')\nANSWER2=EVAL(expr=\"{ANSWER0} == {ANSWER1}\")\nFINAL_RESULT=RESULT(var=ANSWER2)",
        "BOX0=LOC(image=IMAGE,object='boat')\nBOX1=LOC(image=IMAGE,object='pier')\nANSWER0=COUNT(box=BOX0)\nANSWER1=COUNT(box=BOX1)\nANSWER2=EVAL(expr=\"{ANSWER0} + {ANSWER1} >= 2\")\nFINAL_RESULT=RESULT(var=ANSWER2)",
    ];

    private static readonly ImageValue Picture = new(ImageBuffer.FromRgb(16, 16, new byte[768]));

    public static ImmutableDictionary<string, ProgramValue> Inputs { get; } = ImmutableDictionary<string, ProgramValue>.Empty.Add("IMAGE", Picture);

    /// <summary>Modules that give one value each.</summary>
    /// <param name="instant">Whether they are asked one call at a time, as the symbolic ones are, or in batches.</param>
    /// <returns>The modules.</returns>
    public static ModuleRegistry CreateModules(bool instant)
    {
        var signatures = SymbolicModules.Create().Select(module => module.Signature)
            .Append(StandardSignatures.Loc())
            .Append(StandardSignatures.Vqa());
        return new ModuleRegistry(signatures.Select(signature => (IVisualModule)(instant ? new InstantConstantModule(signature, Answer(signature)) : new ConstantModule(signature, Answer(signature)))));
    }

    /// <summary>Modules of which LOC and VQA give one value each, in batches, and the others compute.</summary>
    /// <returns>The modules.</returns>
    public static ModuleRegistry CreateComputingModules() => new(
        [new ConstantModule(StandardSignatures.Loc(), Answer(StandardSignatures.Loc())), new ConstantModule(StandardSignatures.Vqa(), Answer(StandardSignatures.Vqa())), .. SymbolicModules.Create()]);

    public static ImmutableArray<VisualProgram> Parse(IModuleRegistry registry)
    {
        var options = registry.ToParseOptions(Inputs);
        return [.. Sources.Select(source => new VisProgLanguage().Parse(source, options).GetProgramOrThrow())];
    }

    /// <summary>Requests that take the programs in turn.</summary>
    /// <param name="programs">The programs.</param>
    /// <param name="count">How many requests.</param>
    /// <returns>The requests, each made when it is asked for.</returns>
    public static IEnumerable<ProgramRequest> Requests(ImmutableArray<VisualProgram> programs, int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return new ProgramRequest($"r{i}", programs[i % programs.Length], Inputs);
        }
    }

    /// <summary>Runs requests and counts their steps.</summary>
    /// <param name="runner">The runner.</param>
    /// <param name="requests">The requests.</param>
    /// <returns>The steps.</returns>
    public static async Task<long> CountStepsAsync(IProgramRunner runner, IEnumerable<ProgramRequest> requests)
    {
        var steps = 0L;
        await foreach (var run in runner.RunAsync(requests))
        {
            steps += run.Error is null ? run.Records.Length : throw run.Error;
        }

        return steps;
    }

    private static ProgramValue Answer(ModuleSignature signature) => signature.Result switch
    {
        ProgramType.Image => Picture,
        ProgramType.Regions => new RegionsValue([new Region(new PixelBox(1, 1, 5, 5), 0.9)]),
        ProgramType.Integer => new IntegerValue(1),
        ProgramType.Boolean => new BooleanValue(true),
        ProgramType.Number => new NumberValue(1),
        ProgramType.List => new ListValue([]),
        _ => new TextValue("brown"),
    };
}
