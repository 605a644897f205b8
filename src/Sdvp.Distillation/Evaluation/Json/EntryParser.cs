using System.Text.Json;

namespace Sdvp.Distillation.Evaluation.Json;

/// <summary>Parses one entry of a data file and hands errors to whom the options name.</summary>
internal static class EntryParser
{
    public static T? Parse<T>(string path, string key, ReadOnlyMemory<byte> json, DatasetReadOptions options, Func<JsonFields, T> parse)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return parse(JsonFields.Of(document.RootElement, path, key));
        }
        catch (JsonException error)
        {
            var invalid = new InvalidDatasetException(path, key, null, $"This is no valid JSON (byte {error.BytePositionInLine}): {error.Message}", error);
            return options.OnError is { } onError ? Report<T>(onError, invalid) : throw invalid;
        }
        catch (InvalidDatasetException error) when (options.OnError is not null)
        {
            return Report<T>(options.OnError, error);
        }
    }

    /// <summary>Parses what is JSON already.</summary>
    public static T? Check<T>(DatasetReadOptions options, Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (InvalidDatasetException error) when (options.OnError is not null)
        {
            return Report<T>(options.OnError, error);
        }
    }

    private static T? Report<T>(Action<InvalidDatasetException> onError, InvalidDatasetException error)
        where T : class
    {
        onError(error);
        return null;
    }
}
