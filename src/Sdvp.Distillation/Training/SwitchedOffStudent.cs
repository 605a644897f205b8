using Sdvp.Core.Modules;
using Sdvp.Modules.Torch;
using Sdvp.Modules.Torch.Lora;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training;

/// <summary>A student as it is without its adapter: the snapshot that needs no weights of its own. Gives no gradients. Owns nothing.</summary>
internal class SwitchedOffStudent : IStudent
{
    private readonly IStudent _student;
    private readonly LoraAdapter _adapter;

    protected SwitchedOffStudent(IStudent student, LoraAdapter adapter)
    {
        _student = student;
        _adapter = adapter;
    }

    public ModuleSignature Signature => _student.Signature;

    public nn.Module Network => _student.Network;

    public static SwitchedOffStudent Create(IStudent student, LoraAdapter adapter) =>
        student is ITokenStudent writer ? new SwitchedOffTokenStudent(writer, adapter) : new SwitchedOffStudent(student, adapter);

    public StudentInput Prepare(ModuleCall call) => _student.Prepare(call);

    public StudentOutput Forward(IReadOnlyList<StudentInput> inputs) => WithoutAdapter(() => _student.Forward(inputs));

    public ITrainableModule ToModule() => WithoutAdapter(_student.ToModule);

    public void Save(string folder) => WithoutAdapter(() =>
    {
        _student.Save(folder);
        return folder;
    });

    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>Without gradients: what blocks compute a second time for them would have the adapter again.</summary>
    protected T WithoutAdapter<T>(Func<T> work)
    {
        using var noGradient = no_grad();
        using var off = _adapter.SwitchOff();
        return work();
    }
}
