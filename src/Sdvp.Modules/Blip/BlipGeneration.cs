using Sdvp.Modules.Generation;

namespace Sdvp.Modules.Blip;

/// <summary>How BLIP's decoders generate.</summary>
internal static class BlipGeneration
{
    /// <summary>The checkpoint's settings with what a host sets over them.</summary>
    public static GenerationOptions Choose(GenerationOptions checkpoint, int? beams, int? maxNewTokens) =>
        checkpoint with { Beams = beams ?? checkpoint.Beams, MaxNewTokens = maxNewTokens ?? checkpoint.MaxNewTokens };

    /// <summary>Settings that ask for no more tokens than the network has positions for.</summary>
    /// <exception cref="ArgumentException">The prompt leaves no room.</exception>
    public static GenerationOptions Fit(GenerationOptions options, int promptLength, BlipTextConfig text)
    {
        var room = Math.Min(options.StopLength(promptLength), text.MaxPositionEmbeddings) - promptLength;
        return room >= 1
            ? options with { MaxNewTokens = room }
            : throw new ArgumentException(
                $"The text begins with {promptLength} tokens; {Math.Min(options.MaxLength, text.MaxPositionEmbeddings)} is the most that is generated, so nothing is left to write. "
                + "Give a shorter beginning, or set o.MaxNewTokens.");
    }
}
