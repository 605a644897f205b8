namespace Sdvp.Core.Modules;

/// <summary>Base of modules that answer one call at a time, synchronously. An exception fails its call, not the batch.</summary>
public abstract class SingleCallModule : IVisualModule
{
    /// <summary>Initialises the module.</summary>
    /// <param name="signature">How programs call it.</param>
    /// <param name="version">What it computes.</param>
    protected SingleCallModule(ModuleSignature signature, ModuleVersion version)
    {
        ArgumentNullException.ThrowIfNull(signature);
        Signature = signature;
        Version = version;
    }

    /// <inheritdoc/>
    public ModuleSignature Signature { get; }

    /// <inheritdoc/>
    public ModuleVersion Version { get; }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ModuleResult>> InvokeAsync(IReadOnlyList<ModuleCall> calls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calls);
        var results = new ModuleResult[calls.Count];
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[i] = InvokeGuarded(calls[i]);
        }

        return new ValueTask<IReadOnlyList<ModuleResult>>(results);
    }

    /// <summary>Answers one call.</summary>
    /// <param name="call">The call.</param>
    /// <returns>Its result.</returns>
    protected abstract ModuleResult Invoke(ModuleCall call);

    private ModuleResult InvokeGuarded(ModuleCall call)
    {
        try
        {
            return Invoke(call);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ModuleResult.FromError(error);
        }
    }
}
