using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Training;

/// <summary>
/// How a <see cref="StepwiseDistiller"/> works. Checked when a distiller is built; later changes have no effect on it.
/// <para>
/// The loss of a module is <c>L = L_step + λ · (a · L_self(steps) + b · L_self(probes))</c> with λ = <see cref="SelfDistillationWeight"/>,
/// a = <see cref="OwnInputWeight"/> and b = <see cref="ProbeWeight"/>; see <see cref="Losses.StepwiseLoss"/> and <see cref="Losses.SelfDistillationLoss"/>.
/// </para>
/// </summary>
public sealed record StepwiseDistillerOptions
{
    /// <summary>The folder for everything that a distillation keeps; made if absent. Required.</summary>
    public string WorkFolder { get; set; } = "";

    /// <summary>
    /// The folder for recorded runs and teacher answers. Its content goes by identity of programs, inputs and versions, so several
    /// work folders may share it, though not at the same time. Null for <c>cache</c> in <see cref="WorkFolder"/>. Default: null.
    /// </summary>
    public string? CacheFolder { get; set; }

    /// <summary>
    /// The folder for TensorBoard; null for none. Each training writes to <c>task/id/module</c> in it, where the id is that of the task's content: the losses (<c>loss/whole</c>,
    /// <c>loss/stepwise</c>, <c>loss/self-distillation</c> without λ, <c>loss/strategies</c>), <c>learning-rate</c>, <c>gradient-norm</c> before clipping where
    /// <see cref="GradientClip"/> is set, <c>validation/loss</c> with <see cref="EarlyStopping"/>, and <c>labels/coverage</c>. A step is written once, however often the training is
    /// interrupted. Decides nothing else. Default: null.
    /// </summary>
    public string? LogFolder { get; set; }

    /// <summary>
    /// What to do where <see cref="WorkFolder"/> holds the same task with other examples, options or module versions: false refuses with
    /// the list of what changed, true begins the task anew. Default: false.
    /// </summary>
    public bool RestartOnChange { get; set; }

    /// <summary>Decides every shuffle and probe. Default: 1.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Learn only from runs whose final answer agrees with the example's. Default: false.</summary>
    public bool RequireCorrectAnswer { get; set; }

    /// <summary>Queries sent to the teacher at once; at least 1. Default: 64.</summary>
    public int TeacherBatchSize { get; set; } = 64;

    /// <summary>
    /// Leave steps without a label where the teacher fails, and count them, see <see cref="Labelling.StepLabellerOptions.SkipTeacherFailures"/>. What it failed at is not asked
    /// again in this task, also not after a stop; to ask it, remove the task's folder (answers stay in the cache). Default: false.
    /// </summary>
    public bool SkipTeacherFailures { get; set; }

    /// <summary>
    /// On-policy rounds; at least 1. From the second on, the programs are run again with the modules as they have become, for these make other calls; their steps are labelled (the teacher
    /// is not asked again what it has answered), and training goes on from the weights of the round before, with a learning rate that rises and falls anew, on them and on those
    /// labelled steps of earlier rounds that were not made again. The snapshot stays the module from before the task; strategies end, and <see cref="StartInterpolation"/> works,
    /// behind the last round. While the programs of a round run, the registry has the modules of that round. Default: 1.
    /// </summary>
    public int Rounds { get; set; } = 1;

    /// <summary>Passes over the labelled steps in each round; at least 1. Default: 3.</summary>
    public int Epochs { get; set; } = 3;

    /// <summary>Labelled steps in one training step; at least 1. Default: 32.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>
    /// Inputs, labelled steps and probes alike, that go through the network together; at least 1, or null for whole batches. A training step adds up the gradients of the parts of
    /// its batch, which are those of the whole batch up to rounding, and needs the memory of one part. Judged regions cost a further forward pass. Default: null.
    /// </summary>
    public int? MicroBatchSize { get; set; }

    /// <summary>Highest learning rate of AdamW; greater than 0. Default: 5e-4.</summary>
    public double LearningRate { get; set; } = 5e-4;

    /// <summary>Decoupled weight decay of AdamW, on parameters of at least two dimensions; at least 0. Default: 0.01.</summary>
    public double WeightDecay { get; set; } = 0.01;

    /// <summary>Share of the training steps in which the learning rate rises linearly; afterwards it falls as a half cosine to 0. In [0, 1]. Default: 0.05.</summary>
    public double WarmupFraction { get; set; } = 0.05;

    /// <summary>Largest norm of all gradients together; greater than 0, or null for no limit. Default: 1.</summary>
    public double? GradientClip { get; set; } = 1.0;

    /// <summary>λ, the weight of self-distillation from the snapshot; at least 0. 0 is naive fine-tuning on the labels. Default: 1.</summary>
    public double SelfDistillationWeight { get; set; } = 1.0;

    /// <summary>a, the share of self-distillation on the steps' own inputs; at least 0. Default: 1.</summary>
    public double OwnInputWeight { get; set; } = 1.0;

    /// <summary>b, the share of self-distillation on probes; at least 0. Default: 1.</summary>
    public double ProbeWeight { get; set; } = 1.0;

    /// <summary>Probes for each labelled step of a batch; at least 0. Without effect where the task has no probes. Default: 1.</summary>
    public double ProbeRatio { get; set; } = 1.0;

    /// <summary>T, the temperature of self-distillation; greater than 0. Default: 2.</summary>
    public double Temperature { get; set; } = 2.0;

    /// <summary>
    /// α: the final weights are <c>(1 − α) · trained + α · start</c> (weight-space interpolation, after WiSE-FT, arXiv 2109.01903).
    /// In [0, 1]. Default: 0.
    /// </summary>
    public double StartInterpolation { get; set; }

    /// <summary>Beginnings of the names of the parameters that are trained, compared by ordinal; empty trains all. Default: empty.</summary>
    public IList<string> TrainableParameters { get; set; } = [];

    /// <summary>
    /// A low-rank adapter that is trained instead of the weights; null for none. The snapshot is the same network with the adapter off, so no weight is held twice. When training has
    /// ended, the adapter is written in PEFT's layout and becomes part of the new module's weights. Of <see cref="TrainableParameters"/> only the adapter's count. Its dropout
    /// is 0: a distiller trains without. A module that differs has its own in <see cref="Modules"/>; where some have none, set it there for the others. Default: null.
    /// </summary>
    public LoraOptions? Lora { get; set; }

    /// <summary>When training stops before its last step, and with which weights; null for after the last step, with those that it has. Default: null.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; set; }

    /// <summary>Lowest intersection over union at which a judged region counts for a candidate box; in [0, 1]. Default: 0.5.</summary>
    public double MinimumIntersectionOverUnion { get; set; } = 0.5;

    /// <summary>Training steps between checkpoints; at least 1. Default: 200.</summary>
    public int CheckpointEverySteps { get; set; } = 200;

    /// <summary>What differs for single modules, by module name.</summary>
    public IDictionary<string, ModuleTrainingOverrides> Modules { get; private init; } = new Dictionary<string, ModuleTrainingOverrides>(StringComparer.Ordinal);

    /// <summary>A copy that shares nothing that can change.</summary>
    internal StepwiseDistillerOptions Copy() => this with
    {
        TrainableParameters = [.. TrainableParameters],
        Modules = Modules.ToDictionary(
            m => m.Key, m => m.Value with { TrainableParameters = m.Value.TrainableParameters is { } own ? [.. own] : null }, StringComparer.Ordinal),
    };
}
