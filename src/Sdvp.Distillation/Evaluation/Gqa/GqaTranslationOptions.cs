namespace Sdvp.Distillation.Evaluation.Gqa;

/// <summary>How functional programs become visual programs. Immutable.</summary>
public sealed record GqaTranslationOptions
{
    /// <summary>
    /// VisProg: look for an object and crop the image around it before its attributes are asked for, so that LOC takes part in more steps. Default: false: the
    /// question, which describes the object, is put to the image. Viper programs always look for the object.
    /// </summary>
    public bool CropObjects { get; init; }

    /// <summary>VisProg: decide whether there is an object by LOC and COUNT instead of asking VQA. Default: false.</summary>
    public bool ExistByCounting { get; init; }

    /// <summary>VisProg: the input variable that holds the image. Default: <c>IMAGE</c>.</summary>
    public string ImageVariable { get; init; } = "IMAGE";
}
