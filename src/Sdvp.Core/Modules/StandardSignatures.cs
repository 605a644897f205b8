using Sdvp.Core.Values;

namespace Sdvp.Core.Modules;

/// <summary>
/// How the modules behind which models stand are called, in every language: whoever implements one of them under another
/// architecture uses the same parameters, so that programs, adapters and teachers need not know what stands behind a name.
/// </summary>
public static class StandardSignatures
{
    /// <summary><c>VQA(image, question) → Text</c>: answers a question about an image. The result carries the answer distribution.</summary>
    /// <param name="name">The name in programs. Default: <c>VQA</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Vqa(string name = "VQA") =>
        ModuleSignature.Create(name, ProgramType.Text, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("question", ProgramType.Text));

    /// <summary><c>LOC(image, object) → Regions</c>: finds what a text names. The result carries every proposal with its score.</summary>
    /// <param name="name">The name in programs. Default: <c>LOC</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Loc(string name = "LOC") =>
        ModuleSignature.Create(name, ProgramType.Regions, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("object", ProgramType.Text));

    /// <summary>
    /// <c>MATCH(image, texts) → List of Number</c>: how well each text fits the image, as logits: the softmax over them is the probability
    /// of each text. For CLIP this is its scale times the cosine, for an image-text matching head match minus no match.
    /// The result carries that distribution.
    /// </summary>
    /// <param name="name">The name in programs. Default: <c>MATCH</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Match(string name = "MATCH") =>
        ModuleSignature.Create(name, ProgramType.List, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("texts", ProgramType.List));

    /// <summary><c>CAPTION(image) → Text</c>: describes an image, beginning with <c>prefix</c> where it is given.</summary>
    /// <param name="name">The name in programs. Default: <c>CAPTION</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Caption(string name = "CAPTION") => ModuleSignature.Create(
        name, ProgramType.Text, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("prefix", ProgramType.Text, IsOptional: true));

    /// <summary><c>DEPTH(image, box) → Number</c>: the median depth inside of a box of the image; more is farther away.</summary>
    /// <param name="name">The name in programs. Default: <c>DEPTH</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Depth(string name = "DEPTH") =>
        ModuleSignature.Create(name, ProgramType.Number, new ModuleParameter("image", ProgramType.Image), new ModuleParameter("box", ProgramType.Regions));

    /// <summary><c>LLM(prompt) → Text</c>: a language model's reply.</summary>
    /// <param name="name">The name in programs. Default: <c>LLM</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Llm(string name = "LLM") =>
        ModuleSignature.Create(name, ProgramType.Text, new ModuleParameter("prompt", ProgramType.Text));

    /// <summary><c>SEG(image) → Regions</c>: the objects of an image, each with mask, label and instance.</summary>
    /// <param name="name">The name in programs. Default: <c>SEG</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Segmentation(string name = "SEG") => ModuleSignature.Create(name, ProgramType.Regions, new ModuleParameter("image", ProgramType.Image));

    /// <summary><c>FACEDET(image) → Regions</c>: the faces of an image, labelled <c>face</c>.</summary>
    /// <param name="name">The name in programs. Default: <c>FACEDET</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature FaceDetection(string name = "FACEDET") => ModuleSignature.Create(name, ProgramType.Regions, new ModuleParameter("image", ProgramType.Image));

    /// <summary><c>REPLACE(image, object, prompt) → Image</c>: paints what a text describes in the place of objects.</summary>
    /// <param name="name">The name in programs. Default: <c>REPLACE</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Replacement(string name = "REPLACE") =>
        ModuleSignature.Create(name, ProgramType.Image, new("image", ProgramType.Image), new("object", ProgramType.Regions), new ModuleParameter("prompt", ProgramType.Text));

    /// <summary><c>SELECT(image, object, query, category) → Regions</c>: those of the objects that a query names. <c>category</c> may be None or left out.</summary>
    /// <param name="name">The name in programs. Default: <c>SELECT</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Selection(string name = "SELECT") => ModuleSignature.Create(
        name,
        ProgramType.Regions,
        new("image", ProgramType.Image),
        new("object", ProgramType.Regions),
        new("query", ProgramType.Text),
        new ModuleParameter("category", ProgramType.Text, IsOptional: true));

    /// <summary><c>CLASSIFY(image, object, categories) → Regions</c>: for each category the object that fits it best, with class and class score.</summary>
    /// <param name="name">The name in programs. Default: <c>CLASSIFY</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Classification(string name = "CLASSIFY") => ModuleSignature.Create(
        name, ProgramType.Regions, new("image", ProgramType.Image), new("object", ProgramType.Regions), new ModuleParameter("categories", ProgramType.List));

    /// <summary><c>LIST(query, max) → List of Text</c>: things that a query names, from a language model's knowledge.</summary>
    /// <param name="name">The name in programs. Default: <c>LIST</c>.</param>
    /// <returns>The signature.</returns>
    public static ModuleSignature Listing(string name = "LIST") =>
        ModuleSignature.Create(name, ProgramType.List, new("query", ProgramType.Text), new ModuleParameter("max", ProgramType.Integer));
}
