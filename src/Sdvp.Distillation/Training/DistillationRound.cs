using Sdvp.Distillation.Labelling;

namespace Sdvp.Distillation.Training;

/// <summary>One round of a distillation: programs run with the modules as they are by then, their steps labelled and learned.</summary>
/// <param name="Labels">The counts of the round's own labelling.</param>
/// <param name="Steps">Labelled steps that were learned from or held out, those of earlier rounds that the round did not make again among them.</param>
public sealed record DistillationRound(LabellingSummary Labels, int Steps);
