using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Symbolic;

/// <summary>
/// The modules that compute exactly and are never trained: <c>COUNT</c>, <c>EVAL</c>, <c>RESULT</c>, <c>TAG</c>, <c>COLORPOP</c>, <c>BGBLUR</c>,
/// <c>CROP</c> with its aliases <c>CROP_FRONTOF</c>, <c>CROP_INFRONT</c>, <c>CROP_INFRONTOF</c>, <c>CROP_BEHIND</c>, <c>CROP_AHEAD</c>, and
/// <c>CROP_RIGHTOF</c>, <c>CROP_LEFTOF</c>, <c>CROP_ABOVE</c>, <c>CROP_BELOW</c>. <c>EMOJI</c> is made apart, for it needs images.
/// </summary>
public static class SymbolicModules
{
    /// <summary>Makes one of each. They hold nothing and are thread-safe.</summary>
    /// <param name="emptyDetections">What the CROP modules give where there is nothing to crop.</param>
    /// <returns>The modules.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The policy is none of the named ones.</exception>
    public static ImmutableArray<IVisualModule> Create(EmptyDetectionPolicy emptyDetections = EmptyDetectionPolicy.MatchingHalf) =>
        Create(new SymbolicModuleOptions { EmptyDetections = emptyDetections });

    /// <summary>Makes one of each. They hold nothing and are thread-safe.</summary>
    /// <param name="options">How they work.</param>
    /// <returns>The modules.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The policy for empty detections is none of the named ones.</exception>
    public static ImmutableArray<IVisualModule> Create(SymbolicModuleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Enum.IsDefined(options.EmptyDetections))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.EmptyDetections, "Expected is one of the named policies.");
        }

        var policy = options.Compatibility.HalvesForEmptyBoxes ? EmptyDetectionPolicy.Compatibility : options.EmptyDetections;
        return
        [
            new CountModule(options.Compatibility.CountAnything),
            new EvalModule(options.Expressions),
            new ResultModule(),
            new TagModule(),
            new ColorPopModule(options.Compatibility.FullCoverageOnly),
            new BackgroundBlurModule(options.Compatibility.FullCoverageOnly),
            .. Crops(CropDirection.Around, "CROP", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF", "CROP_BEHIND", "CROP_AHEAD"),
            .. Crops(CropDirection.RightOf, "CROP_RIGHTOF"),
            .. Crops(CropDirection.LeftOf, "CROP_LEFTOF"),
            .. Crops(CropDirection.Above, "CROP_ABOVE"),
            .. Crops(CropDirection.Below, "CROP_BELOW"),
        ];

        IEnumerable<IVisualModule> Crops(CropDirection direction, params string[] names) =>
            names.Select(name => new CropModule(name, direction, policy));
    }

    /// <summary>Makes EMOJI: <c>EMOJI(image, object, emoji) → Image</c>. It draws the emoji on every object, as high as two thirds of its box.</summary>
    /// <param name="emojis">The images; belongs to the caller.</param>
    /// <returns>The module; as thread-safe as the images.</returns>
    public static IVisualModule CreateEmoji(IEmojiSource emojis)
    {
        ArgumentNullException.ThrowIfNull(emojis);
        return new EmojiModule(emojis);
    }
}
