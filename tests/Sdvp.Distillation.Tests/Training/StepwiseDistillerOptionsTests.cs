using Microsoft.Extensions.Options;
using Sdvp.Distillation.Tests.Toys;
using Sdvp.Distillation.Training;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Tests.Training;

public sealed class StepwiseDistillerOptionsTests
{
    public static TheoryData<string, Action<StepwiseDistillerOptions>> Wrong => new()
    {
        { nameof(StepwiseDistillerOptions.WorkFolder), o => o.WorkFolder = " " },
        { nameof(StepwiseDistillerOptions.Rounds), o => o.Rounds = 0 },
        { nameof(StepwiseDistillerOptions.Epochs), o => o.Epochs = 0 },
        { nameof(StepwiseDistillerOptions.BatchSize), o => o.BatchSize = 0 },
        { nameof(StepwiseDistillerOptions.MicroBatchSize), o => o.MicroBatchSize = 0 },
        { "EarlyStopping.ValidationShare", o => o.EarlyStopping = new EarlyStoppingOptions { ValidationShare = 1 } },
        { "Modules[LOC].EarlyStopping.Patience", o => o.Modules["LOC"] = new ModuleTrainingOverrides { EarlyStopping = new EarlyStoppingOptions { Patience = 0 } } },
        { "EarlyStopping.EverySteps", o => o.EarlyStopping = new EarlyStoppingOptions { EverySteps = 0 } },
        { nameof(StepwiseDistillerOptions.LearningRate), o => o.LearningRate = 0 },
        { nameof(StepwiseDistillerOptions.WeightDecay), o => o.WeightDecay = -1 },
        { nameof(StepwiseDistillerOptions.WarmupFraction), o => o.WarmupFraction = 1.1 },
        { nameof(StepwiseDistillerOptions.GradientClip), o => o.GradientClip = 0 },
        { nameof(StepwiseDistillerOptions.SelfDistillationWeight), o => o.SelfDistillationWeight = double.NaN },
        { nameof(StepwiseDistillerOptions.ProbeRatio), o => o.ProbeRatio = -0.5 },
        { nameof(StepwiseDistillerOptions.Temperature), o => o.Temperature = 0 },
        { nameof(StepwiseDistillerOptions.StartInterpolation), o => o.StartInterpolation = 2 },
        { nameof(StepwiseDistillerOptions.CheckpointEverySteps), o => o.CheckpointEverySteps = 0 },
        { nameof(StepwiseDistillerOptions.TeacherBatchSize), o => o.TeacherBatchSize = 0 },
        { nameof(StepwiseDistillerOptions.Lora), o => o.Lora = new LoraOptions { TargetModules = ["first"], Rank = 0 } },
        { "Modules[LOC].Lora: Dropout", o => o.Modules["LOC"] = new ModuleTrainingOverrides { Lora = new LoraOptions { TargetModules = ["first"], Dropout = 0.1 } } },
        { "Modules[LOC].LearningRate", o => o.Modules["LOC"] = new ModuleTrainingOverrides { LearningRate = -1 } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Constructor_ValueOutOfRange_NamesIt(string name, Action<StepwiseDistillerOptions> configure)
    {
        using var host = new ToyHost();

        var error = Assert.Throws<OptionsValidationException>(() => host.Distiller(configure));

        Assert.StartsWith(name, Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_OptionsChangedAfterwards_HasNoEffect()
    {
        using var host = new ToyHost();
        StepwiseDistillerOptions? options = null;
        var distiller = host.Distiller(o => options = o);
        options!.Epochs = 100;
        options.TrainableParameters.Add("nothing");
        options.Modules["VQA"] = new ModuleTrainingOverrides { Epochs = 100 };

        var result = await distiller.DistillAsync(ToyTask.Colours(32), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(12, result.Modules[0].Curve.Length);
    }

    [Fact]
    public void DescribeLoss_SelfDistillation_PrintsWeightsAndFormula()
    {
        var settings = ModuleTrainingSettings.For("VQA", new StepwiseDistillerOptions { SelfDistillationWeight = 3, ProbeWeight = 0.5 });

        var text = settings.DescribeLoss(new AnswerObjective("VQA", ["yes", "no"], AnswerScoring.Exclusive), probes: true);

        Assert.Contains("log softmax", text, StringComparison.Ordinal);
        Assert.Contains("+ 3 · T²", text, StringComparison.Ordinal);
        Assert.Contains("+ 1.5 · T²", text, StringComparison.Ordinal);
        Assert.EndsWith("T = 2", text, StringComparison.Ordinal);
    }
}
