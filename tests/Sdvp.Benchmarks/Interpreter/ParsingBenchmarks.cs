using Sdvp.Benchmarks.Measuring;
using Sdvp.Core.Execution;
using Sdvp.Core.Programs.VisProg;

namespace Sdvp.Benchmarks.Interpreter;

/// <summary>Parsing and checking of VisProg programs.</summary>
internal sealed class ParsingBenchmarks : IBenchmarkFamily
{
    private const string TenSteps =
        "BOX0=LOC(image=IMAGE,object='table')\nIMAGE0=CROP_LEFTOF(image=IMAGE,box=BOX0)\nBOX1=LOC(image=IMAGE0,object='cup')\nIMAGE1=CROP(image=IMAGE0,box=BOX1)\n" +
        "ANSWER0=VQA(image=IMAGE1,question='What color is the cup?')\nANSWER1=COUNT(box=BOX1)\nBOX2=LOC(image=IMAGE,object='dog')\nANSWER2=COUNT(box=BOX2)\n" +
        "ANSWER3=EVAL(expr=\"'yes' if {ANSWER0} == 'red' and {ANSWER1} + {ANSWER2} > 1 else 'no'\")\nFINAL_RESULT=RESULT(var=ANSWER3)";

    public string Name => "parsing";

    public async IAsyncEnumerable<BenchmarkRow> MeasureAsync(BenchmarkContext context)
    {
        var language = new VisProgLanguage();
        var options = InstantPrograms.CreateComputingModules().ToParseOptions(InstantPrograms.Inputs);
        var count = context.Choose(10_000, 4_000);
        var seconds = await Paired.MedianAsync(context.Choose(9, 5), () => Paired.ProcessorSecondsAsync(() =>
        {
            for (var i = 0; i < count; i++)
            {
                language.Parse(TenSteps, options).GetProgramOrThrow();
            }

            return Task.CompletedTask;
        }));
        yield return new BenchmarkRow("Parsing", "VisProg program of ten steps, parsed and checked", seconds / count * 1e6, "µs", Bar.AtMost(50));
    }
}
