namespace Sdvp.Modules.Architectures;

/// <summary>What a checkpoint can do, each the work of one kind of module.</summary>
public enum ModelTask
{
    /// <summary>Answers questions about an image: <c>VQA(image, question)</c>.</summary>
    Answer,

    /// <summary>Finds what a text names: <c>LOC(image, object)</c>.</summary>
    Detect,

    /// <summary>Compares an image with texts: <c>MATCH(image, texts)</c>.</summary>
    Match,

    /// <summary>Describes an image: <c>CAPTION(image, prefix)</c>.</summary>
    Caption,
}
