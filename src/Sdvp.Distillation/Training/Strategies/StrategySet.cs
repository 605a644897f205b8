using Sdvp.Modules.Torch;
using static TorchSharp.torch;

namespace Sdvp.Distillation.Training.Strategies;

/// <summary>The strategies of one training. With none, nothing of the training is different.</summary>
internal sealed class StrategySet : IDisposable
{
    private readonly (ForgettingStrategy Strategy, StrategyRun Run)[] _runs;

    private StrategySet((ForgettingStrategy Strategy, StrategyRun Run)[] runs) => _runs = runs;

    public static StrategySet Begin(IReadOnlyList<ForgettingStrategy> strategies, StrategyContext context)
    {
        var runs = new List<(ForgettingStrategy Strategy, StrategyRun Run)>(strategies.Count);
        try
        {
            foreach (var strategy in strategies)
            {
                runs.Add((strategy, strategy.Begin(context)));
            }
        }
        catch
        {
            runs.ForEach(r => r.Run.Dispose());
            throw;
        }

        context.Student.Network.zero_grad(set_to_none: true);
        return new StrategySet([.. runs]);
    }

    /// <summary>The terms of all strategies for a batch, or for a part of one.</summary>
    /// <exception cref="InvalidOperationException">A term has no gradient to the student: it would change nothing, and the strategy would be the naive one.</exception>
    public IEnumerable<Tensor> Terms(StrategyStep step)
    {
        foreach (var (strategy, run) in _runs)
        {
            if (run.Observe(step) is not { } term)
            {
                continue;
            }

            yield return !term.requires_grad
                ? throw new InvalidOperationException(
                    $"The term of the strategy {strategy.Name} has no gradient to the student, so it would keep nothing from being forgotten. Compute it from the student's parameters or outputs, outside no_grad.")
                : step.Parts == 1 ? term : term.Times(step.Share);
        }
    }

    public void End()
    {
        foreach (var (_, run) in _runs)
        {
            run.End();
        }
    }

    public void Write(BinaryWriter writer)
    {
        foreach (var (_, run) in _runs)
        {
            run.Write(writer);
        }
    }

    public void Read(BinaryReader reader)
    {
        foreach (var (_, run) in _runs)
        {
            run.Read(reader);
        }
    }

    public void Dispose()
    {
        foreach (var (_, run) in _runs)
        {
            run.Dispose();
        }
    }
}
