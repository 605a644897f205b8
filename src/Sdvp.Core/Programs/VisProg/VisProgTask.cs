using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.VisProg;

/// <summary>A task family of VisProg: which modules its programs may call, what they are given, and how LOC works for them. Immutable.</summary>
public sealed record VisProgTask
{
    private static readonly ImmutableArray<string> Crops =
        ["CROP", "CROP_RIGHTOF", "CROP_LEFTOF", "CROP_FRONTOF", "CROP_INFRONTOF", "CROP_INFRONT", "CROP_BEHIND", "CROP_AHEAD", "CROP_BELOW", "CROP_ABOVE"];

    /// <summary>Compositional questions about one image, VisProg's <c>gqa</c>.</summary>
    public static VisProgTask Gqa { get; } = new() { Name = "gqa", Modules = ["LOC", "COUNT", .. Crops, "VQA", "EVAL", "RESULT"], Loc = VisProgLocSettings.Boxes };

    /// <summary>Statements about a pair of images, VisProg's <c>nlvr</c>.</summary>
    public static VisProgTask Nlvr { get; } = new() { Name = "nlvr", Modules = ["VQA", "EVAL", "RESULT"], Inputs = ["LEFT", "RIGHT"] };

    /// <summary>Editing of images by instruction, VisProg's <c>imageEdit</c>.</summary>
    public static VisProgTask ImageEditing { get; } = new()
    {
        Name = "imageEdit",
        Modules = ["FACEDET", "SEG", "SELECT", "COLORPOP", "BGBLUR", "REPLACE", "EMOJI", "RESULT"],
    };

    /// <summary>Tagging with knowledge from a language model, VisProg's <c>okDet</c>.</summary>
    public static VisProgTask Tagging { get; } = new()
    {
        Name = "okDet",
        Modules = ["FACEDET", "LIST", "CLASSIFY", "RESULT", "TAG", "LOC"],
        Loc = VisProgLocSettings.Objects,
    };

    /// <summary>The four tasks of VisProg.</summary>
    public static ImmutableArray<VisProgTask> All { get; } = [Gqa, Nlvr, ImageEditing, Tagging];

    /// <summary>The task's name, as VisProg's registry has it.</summary>
    public required string Name { get; init; }

    /// <summary>Names of the modules that its programs may call.</summary>
    public required ImmutableArray<string> Modules { get; init; }

    /// <summary>Names of the images that its programs are given. Default: <c>IMAGE</c>.</summary>
    public ImmutableArray<string> Inputs { get; init; } = ["IMAGE"];

    /// <summary>How LOC works for this task; null where its programs do not call it.</summary>
    public VisProgLocSettings? Loc { get; init; }

    /// <summary>Makes options check programs of this task: its inputs, and its modules alone.</summary>
    /// <param name="options">The options, with all modules of the host; what a task's module needs behind it stays known.</param>
    /// <returns>The options for the task.</returns>
    public ProgramParseOptions Apply(ProgramParseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with
        {
            Inputs = Inputs.ToImmutableDictionary(name => name, _ => ProgramType.Image, StringComparer.Ordinal),
            VisProg = options.VisProg with { Task = this },
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
