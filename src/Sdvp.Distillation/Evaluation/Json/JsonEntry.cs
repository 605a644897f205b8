namespace Sdvp.Distillation.Evaluation.Json;

/// <summary>One property of a large JSON object.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value as UTF-8 JSON; valid until the next entry is read.</param>
internal readonly record struct JsonEntry(string Key, ReadOnlyMemory<byte> Value);
