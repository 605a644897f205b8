using System.Collections.Immutable;
using Sdvp.Core.Execution;
using Sdvp.Core.Modules;
using Sdvp.Core.Programs;
using Sdvp.Core.Programs.Viper;
using Sdvp.Core.Programs.VisProg;
using Sdvp.Core.Symbolic;
using Sdvp.Core.Teaching;
using Sdvp.Distillation.Evaluation;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;

namespace Sdvp.Distillation.Tests.Training;

/// <summary>A module that learned from one framework's runs serves the other framework's programs.</summary>
public sealed class FrameworkTransferTests : IDisposable
{
    private const string VisProg = "ANSWER0=VQA(image=IMAGE,question='colour')\nRESULT0=RESULT(var=ANSWER0)";
    private const string Viper = "def execute_command(image):\n    return ImagePatch(image).simple_query('colour')\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("sdvp-tests-").FullName;
    private readonly ModuleRegistry _registry = new([ToyModule.Vqa(), .. SymbolicModules.Create()]);
    private readonly ProgramRunner _runner;

    public FrameworkTransferTests() => _runner = new ProgramRunner(_registry, [new VisProgLanguage(), new ViperLanguage()]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("visprog", "viper")]
    [InlineData("viper", "visprog")]
    public async Task DistillAsync_RunsOfOneFramework_TeachTheOther(string taught, string other)
    {
        var task = ToyTask.Colours();
        var before = await AccuracyAsync(task.Validation, other);
        var options = new StepwiseDistillerOptions { WorkFolder = _folder, Epochs = 40, BatchSize = 16, LearningRate = 1e-2, SelfDistillationWeight = 0.1 };

        var result = await new StepwiseDistiller(_runner, _registry, options, timeProvider: new ToyTime()).DistillAsync(
            task with { Examples = In(taught, task.Examples), Validation = In(taught, task.Validation) }, cancellationToken: Token);

        var after = await AccuracyAsync(task.Validation, other);
        Assert.True(before < 0.6, $"before: {before}");
        Assert.True(after > 0.85, $"after: {after}");
        Assert.Equal(result.After!.Value, after);
    }

    private async Task<double> AccuracyAsync(IReadOnlyList<TaskExample> examples, string framework)
    {
        var evaluation = await new ProgramEvaluator(_runner).EvaluateAsync(In(framework, examples), cancellationToken: Token);
        return AnswerAccuracy.Of(evaluation.Outcomes).Value;
    }

    private ImmutableArray<TaskExample> In(string framework, IReadOnlyList<TaskExample> examples)
    {
        IProgramLanguage language = framework == "viper" ? new ViperLanguage() : new VisProgLanguage();
        var program = language.Parse(framework == "viper" ? Viper : VisProg, _registry.ToParseOptions(examples[0].Inputs, strict: true)).GetProgramOrThrow();
        return [.. examples.Select(e => e with { Program = program })];
    }
}
