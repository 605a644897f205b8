using Sdvp.Distillation.Evaluation;

namespace Sdvp.Samples.Study.Report;

/// <summary>A row's place between gain and loss.</summary>
internal sealed record TradeOffPoint(RowKey Key, BootstrapInterval Kept, BootstrapInterval Gain);
