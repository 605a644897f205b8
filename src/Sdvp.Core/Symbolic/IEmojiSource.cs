using System.Collections.Immutable;

namespace Sdvp.Core.Symbolic;

/// <summary>The images of emojis. A program's name for one is looked up here and never becomes a path. Implementations are thread-safe.</summary>
public interface IEmojiSource
{
    /// <summary>Identifies the images: it changes when they do.</summary>
    string Version { get; }

    /// <summary>The names that are known, for messages.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>Finds an emoji.</summary>
    /// <param name="name">Its name as the program gives it, such as <c>smiling_face_with_sunglasses</c>.</param>
    /// <param name="height">Rows of the image wanted; at least 1.</param>
    /// <returns>The image, <paramref name="height"/> rows high; null where the name is not known.</returns>
    EmojiImage? Find(string name, int height);
}
