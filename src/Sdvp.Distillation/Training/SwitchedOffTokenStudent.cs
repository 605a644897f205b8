using System.Collections.Immutable;
using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;

namespace Sdvp.Distillation.Training;

/// <summary>A student that writes, as it is without its adapter.</summary>
internal sealed class SwitchedOffTokenStudent(ITokenStudent student, LoraAdapter adapter) : SwitchedOffStudent(student, adapter), ITokenStudent
{
    public ImmutableArray<long>? EncodeAnswer(ModuleCall call, string answer) => student.EncodeAnswer(call, answer);

    public IReadOnlyList<ImmutableArray<long>> Write(IReadOnlyList<StudentInput> inputs) => WithoutAdapter(() => student.Write(inputs));

    public TokenLogits Forward(IReadOnlyList<StudentInput> inputs, IReadOnlyList<TokenSequence> sequences) => WithoutAdapter(() => student.Forward(inputs, sequences));
}
