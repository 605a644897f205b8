using Sdvp.Core.Modules;

namespace Sdvp.Distillation.Continual;

/// <summary>An earlier call, with what the module gave for it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Scores">The network's logits; empty where it writes tokens.</param>
public sealed record ReplayEntry(ModuleCall Call, float[] Scores);
