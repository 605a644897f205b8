using Sdvp.Modules.Weights;

namespace Sdvp.Modules.Text;

/// <summary>Loads the tokenizer of a checkpoint.</summary>
public static class TextTokenizers
{
    /// <summary>
    /// Loads BERT's WordPiece (<c>vocab.txt</c>) or CLIP's byte-pair encoding (<c>vocab.json</c>, <c>merges.txt</c>), as <c>tokenizer_class</c> of <c>tokenizer_config.json</c>
    /// says, or the files where it says nothing. Settings and added tokens come from <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c> and
    /// <c>added_tokens.json</c>; each may be absent.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The tokenizer. It computes what the library's Python ("slow") tokenizers do; CLIP's without the package ftfy.</returns>
    /// <exception cref="InvalidDataException">A file is absent or damaged, or the class is another one; file and reason are named.</exception>
    public static ITextTokenizer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var settings = TokenizerSettings.Load(folder);
        return settings.ClassName switch
        {
            "BertTokenizer" or "BertTokenizerFast" => new BertTokenizer(settings),
            "CLIPTokenizer" or "CLIPTokenizerFast" => new ClipTokenizer(settings),
            "" when File.Exists(settings.PathOf("vocab.txt")) => new BertTokenizer(settings),
            "" when File.Exists(settings.PathOf("vocab.json")) => new ClipTokenizer(settings),
            "" => throw new InvalidDataException($"'{folder}' holds no tokenizer: it has neither vocab.txt nor vocab.json."),
            var other => throw new InvalidDataException(
                $"{settings.PathOf(TokenizerSettings.ConfigFile)}: the tokenizer_class is '{other}'; BertTokenizer, CLIPTokenizer or their fast forms are expected."),
        };
    }
}
