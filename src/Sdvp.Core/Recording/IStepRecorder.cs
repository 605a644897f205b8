namespace Sdvp.Core.Recording;

/// <summary>Takes the records of runs. Implementations are thread-safe.</summary>
public interface IStepRecorder
{
    /// <summary>Takes one record, when its call has ended.</summary>
    /// <param name="record">The record.</param>
    void Record(StepRecord record);
}
