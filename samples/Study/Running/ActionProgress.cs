namespace Sdvp.Samples.Study.Running;

/// <summary>Hands reports on at once, on the thread that makes them.</summary>
internal sealed class ActionProgress<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
