using Sdvp.Core.Modules;

namespace Sdvp.Core.Execution.Caching;

/// <summary>A fast cache in front of a large one, such as memory in front of a disk. What is found behind is kept in front. Thread-safe.</summary>
/// <param name="front">Asked first.</param>
/// <param name="back">Asked where the first has nothing.</param>
public sealed class LayeredCallCache(ICallCache front, ICallCache back) : ICallCache
{
    private readonly ICallCache _front = front ?? throw new ArgumentNullException(nameof(front));
    private readonly ICallCache _back = back ?? throw new ArgumentNullException(nameof(back));

    /// <inheritdoc/>
    public async ValueTask<ModuleResult?> FindAsync(CallKey key, CancellationToken cancellationToken = default)
    {
        if (await _front.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } near)
        {
            return near;
        }

        var far = await _back.FindAsync(key, cancellationToken).ConfigureAwait(false);
        if (far is not null)
        {
            await _front.AddAsync(key, far, cancellationToken).ConfigureAwait(false);
        }

        return far;
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(CallKey key, ModuleResult result, CancellationToken cancellationToken = default)
    {
        await _back.AddAsync(key, result, cancellationToken).ConfigureAwait(false);
        await _front.AddAsync(key, result, cancellationToken).ConfigureAwait(false);
    }
}
