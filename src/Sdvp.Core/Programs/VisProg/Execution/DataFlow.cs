using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg.Execution;

/// <summary>
/// One execution of a plan. A step runs as soon as the steps that it waits for have ended, on the branch of the last of them; where one step
/// makes several ready, they go on as branches. A step that fails holds back the steps that wait for it and no others, so that which steps
/// run depends on the program and its values alone.
/// </summary>
internal sealed class DataFlow(ExecutionPlan plan, ProgramValue?[] slots, CancellationToken cancellationToken)
{
    private readonly Lock _lock = new();
    private readonly int[] _waiting = plan.CreateCounters();
    private ProgramExecutionException? _failure;
    private int _failedStep = int.MaxValue;

    /// <summary>Runs all steps.</summary>
    /// <param name="caller">Through which modules are called.</param>
    /// <returns>The value of the last step.</returns>
    /// <exception cref="ProgramExecutionException">A step failed; of several the first in the program.</exception>
    public async ValueTask<ProgramValue> RunAsync(IModuleCaller caller)
    {
        if (plan.Roots.Length == 1)
        {
            await FollowAsync(plan.Roots[0], caller).ConfigureAwait(false);
        }
        else
        {
            await caller.RunBranchesAsync([.. plan.Roots.Select(Branch)], cancellationToken).ConfigureAwait(false);
        }

        return _failure is null ? slots[plan.Steps.Length - 1]! : throw _failure;
    }

    private Func<IModuleCaller, ValueTask> Branch(int step) => caller => FollowAsync(step, caller);

    /// <summary>Runs a step, then what it makes ready.</summary>
    private async ValueTask FollowAsync(int step, IModuleCaller caller)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await TryRunAsync(plan.Steps[step], caller).ConfigureAwait(false))
            {
                return;
            }

            var next = -1;
            List<int>? several = null;
            foreach (var dependent in plan.Steps[step].Dependents)
            {
                if (Interlocked.Decrement(ref _waiting[dependent]) != 0)
                {
                    continue;
                }

                if (next < 0)
                {
                    next = dependent;
                }
                else
                {
                    (several ??= [next]).Add(dependent);
                }
            }

            if (several is not null)
            {
                await caller.RunBranchesAsync([.. several.Select(Branch)], cancellationToken).ConfigureAwait(false);
                return;
            }

            if (next < 0)
            {
                return;
            }

            step = next;
        }
    }

    private async ValueTask<bool> TryRunAsync(StepPlan step, IModuleCaller caller)
    {
        try
        {
            var call = step.Arguments.Resolve(new StepVariables(step.Reads, slots));
            var result = await caller.CallAsync(step.Step.Module, call, step.Site, cancellationToken).ConfigureAwait(false);
            slots[step.Site.StepIndex] = result.Value
                ?? throw new ProgramExecutionException($"{step.Step.Module} gave no value.", step.Step.Module, step.Site, result.Error);
            return true;
        }
        catch (ProgramExecutionException failure)
        {
            lock (_lock)
            {
                if (step.Site.StepIndex < _failedStep)
                {
                    (_failedStep, _failure) = (step.Site.StepIndex, failure);
                }
            }

            return false;
        }
    }
}
