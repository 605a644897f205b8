namespace Sdvp.Modules.Weights;

/// <summary>How a file is to be laid out, where it must be as another file was.</summary>
/// <param name="Names">The tensors in the order of header and data; those that are not named follow in the writer's own order, names without tensor are passed over.</param>
/// <param name="Metadata">The free texts, in order; empty where the header is to have none.</param>
internal sealed record SafetensorsLayout(IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Metadata);
