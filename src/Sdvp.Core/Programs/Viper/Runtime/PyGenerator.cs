using Sdvp.Core.Programs.Viper.Values;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>A generator expression: a frame that stops at every value.</summary>
internal sealed class PyGenerator : PyIterator
{
    public PyGenerator(Frame frame)
        : base(Types.Generator)
    {
        Frame = frame;
        frame.Generator = this;
    }

    /// <summary>Where it goes on; null when it has ended.</summary>
    public Frame? Frame { get; set; }

    public bool IsRunning { get; set; }

    public override ValueTask<PyObject?> NextAsync(Machine machine) => machine.NextAsync(this);

    public void Finish()
    {
        Frame = null;
        IsRunning = false;
    }
}
