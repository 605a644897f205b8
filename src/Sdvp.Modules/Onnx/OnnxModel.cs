using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;

namespace Sdvp.Modules.Onnx;

/// <summary>A model file in the ONNX runtime, with the names of a contract checked when it is loaded. Thread-safe.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string _file;

    private OnnxModel(string file, InferenceSession session, string contentId)
    {
        _file = file;
        _session = session;
        ContentId = contentId;
    }

    /// <summary>Lower-case hexadecimal SHA-256 of the file.</summary>
    public string ContentId { get; }

    public static OnnxModel Load(string file, Action<SessionOptions>? configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        var contentId = Hash(file);
        try
        {
            using var options = new SessionOptions();
            configure?.Invoke(options);
            return new OnnxModel(file, new InferenceSession(file, options), contentId);
        }
        catch (Exception error) when (FindNativeFailure(error) is { } missing)
        {
            throw new InvalidOperationException(
                "The native library of the ONNX runtime is not there; add the package Microsoft.ML.OnnxRuntime (or one of its GPU variants) to the host.", missing);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidOnnxModelException(file, error.Message, error);
        }
    }

    public bool HasInput(string name) => _session.InputMetadata.ContainsKey(name);

    /// <summary>Sizes of an input; -1 for a size that the caller chooses.</summary>
    public int[] RequireInput(string name, Type type, int rank)
    {
        if (!_session.InputMetadata.TryGetValue(name, out var metadata))
        {
            throw Invalid($"it has no input '{name}'; its inputs are: {string.Join(", ", _session.InputMetadata.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (metadata.ElementType != type || metadata.Dimensions.Length != rank)
        {
            throw Invalid($"its input '{name}' holds {metadata.ElementType.Name} in {metadata.Dimensions.Length} dimensions; expected are {type.Name} in {rank}.");
        }

        return metadata.Dimensions;
    }

    public void RequireOutput(string name)
    {
        if (!_session.OutputMetadata.TryGetValue(name, out var metadata))
        {
            throw Invalid($"it has no output '{name}'; its outputs are: {string.Join(", ", _session.OutputMetadata.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (metadata.ElementType != typeof(float))
        {
            throw Invalid($"its output '{name}' holds {metadata.ElementType.Name}; expected is Single.");
        }
    }

    /// <summary>All inputs that the contract does not know would stay without a value.</summary>
    public void RefuseOtherInputs(params string[] known)
    {
        if (_session.InputMetadata.Keys.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault() is { } other)
        {
            throw Invalid($"it has an input '{other}' that the module does not know; it gives: {string.Join(", ", known)}.");
        }
    }

    public OnnxTensor[] Run(IReadOnlyList<KeyValuePair<string, OrtValue>> inputs, string[] outputs)
    {
        try
        {
            using var options = new RunOptions();
            using var values = _session.Run(options, [.. inputs.Select(i => i.Key)], [.. inputs.Select(i => i.Value)], outputs);
            return [.. values.Select(OnnxTensor.CopyOf)];
        }
        catch (OnnxRuntimeException error)
        {
            throw new InvalidOperationException($"The ONNX model '{_file}' failed: {error.Message}", error);
        }
        finally
        {
            foreach (var (_, value) in inputs)
            {
                value.Dispose();
            }
        }
    }

    public InvalidOnnxModelException Invalid(string reason) => new(_file, reason);

    public void Dispose() => _session.Dispose();

    private static string Hash(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOnnxModelException(file, error.Message, error);
        }
    }

    private static Exception? FindNativeFailure(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
            {
                return cause;
            }
        }

        return null;
    }
}
