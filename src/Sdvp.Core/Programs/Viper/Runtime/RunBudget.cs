using System.Runtime.CompilerServices;

namespace Sdvp.Core.Programs.Viper.Runtime;

/// <summary>
/// What one run may still spend. Steps are taken from a slice; when it is used up, time and cancellation are looked at. Time that the program
/// waits for modules does not count.
/// </summary>
internal sealed class RunBudget(ViperOptions options, TimeProvider time, CancellationToken cancellationToken)
{
    private const int Slice = 2048;

    // Characters that weigh as much as an item.
    private const int CharactersAnItem = 16;

    private long _steps = options.MaximumSteps;
    private long _slice;
    private long _items = options.MaximumItems;
    private long _started = time.GetTimestamp();
    private TimeSpan _spent;

    public CancellationToken CancellationToken => cancellationToken;

    public int MaximumDepth => options.MaximumDepth;

    public void Step()
    {
        if (--_slice < 0)
        {
            Refill(0);
        }
    }

    public void Step(long steps)
    {
        _slice -= steps;
        if (_slice < 0)
        {
            Refill(-_slice);
        }
    }

    /// <summary>Pays for items of containers, before they are made.</summary>
    public void Allocate(long items)
    {
        _items -= items;
        if (_items < 0 || items < 0)
        {
            _items = 0;
            throw new BudgetExceededException(
                ViperBudgetKind.Items, $"The program made more than its {options.MaximumItems} items; make smaller lists and texts.");
        }
    }

    /// <summary>Pays for text, before it is made.</summary>
    public void AllocateText(long characters)
    {
        Allocate(1 + (characters / CharactersAnItem));
        if (characters > Slice)
        {
            Step(characters / CharactersAnItem);
        }
    }

    public void RequireDepth(int depth)
    {
        if (depth > options.MaximumDepth)
        {
            throw DepthExceeded($"The program calls functions more than {options.MaximumDepth} deep; end the recursion earlier.");
        }
    }

    /// <summary>Guards a recursion of the host over the program's values.</summary>
    public static void RequireStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw DepthExceeded("The program's calls or containers are nested too deep; nest them less.");
        }
    }

    /// <summary>The program waits for a module from now on.</summary>
    public void Pause() => _spent += time.GetElapsedTime(_started);

    public void Resume()
    {
        _started = time.GetTimestamp();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static BudgetExceededException DepthExceeded(string message) => new(ViperBudgetKind.Depth, message);

    private void Refill(long missing)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_spent + time.GetElapsedTime(_started) > options.MaximumDuration)
        {
            throw new BudgetExceededException(
                ViperBudgetKind.Duration, $"The program computed for more than {options.MaximumDuration.TotalSeconds:0.###} s; compute less.");
        }

        if (_steps <= missing)
        {
            _steps = 0;
            _slice = 0;
            throw new BudgetExceededException(
                ViperBudgetKind.Steps, $"The program took more than its {options.MaximumSteps} steps; does a loop never end?");
        }

        _steps -= missing;
        var slice = Math.Min(Slice, _steps);
        _steps -= slice;
        _slice = slice;
    }
}
