namespace Sdvp.Distillation.Tests.Toys;

/// <summary>A clock that is a second later whenever it is looked at, so that every report passes.</summary>
internal sealed class ToyTime : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Interlocked.Increment(ref _seconds);
}
