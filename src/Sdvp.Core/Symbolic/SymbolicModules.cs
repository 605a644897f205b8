using System.Collections.Immutable;
using Sdvp.Core.Modules;

namespace Sdvp.Core.Symbolic;

/// <summary>
/// The modules that compute exactly and are never trained: <c>COUNT</c>, <c>EVAL</c>, <c>RESULT</c>, <c>CROP</c> with its aliases
/// <c>CROP_FRONTOF</c>, <c>CROP_INFRONT</c>, <c>CROP_INFRONTOF</c>, <c>CROP_BEHIND</c>, <c>CROP_AHEAD</c>, and
/// <c>CROP_RIGHTOF</c>, <c>CROP_LEFTOF</c>, <c>CROP_ABOVE</c>, <c>CROP_BELOW</c>.
/// </summary>
public static class SymbolicModules
{
    /// <summary>Makes one of each. They hold nothing and are thread-safe.</summary>
    /// <param name="emptyDetections">What the CROP modules give where there is nothing to crop.</param>
    /// <returns>The modules.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The policy is none of the named ones.</exception>
    public static ImmutableArray<IVisualModule> Create(EmptyDetectionPolicy emptyDetections = EmptyDetectionPolicy.MatchingHalf)
    {
        if (!Enum.IsDefined(emptyDetections))
        {
            throw new ArgumentOutOfRangeException(nameof(emptyDetections), emptyDetections, "Expected is one of the named policies.");
        }

        return
        [
            new CountModule(),
            new EvalModule(),
            new ResultModule(),
            .. Crops(CropDirection.Around, "CROP", "CROP_FRONTOF", "CROP_INFRONT", "CROP_INFRONTOF", "CROP_BEHIND", "CROP_AHEAD"),
            .. Crops(CropDirection.RightOf, "CROP_RIGHTOF"),
            .. Crops(CropDirection.LeftOf, "CROP_LEFTOF"),
            .. Crops(CropDirection.Above, "CROP_ABOVE"),
            .. Crops(CropDirection.Below, "CROP_BELOW"),
        ];

        IEnumerable<IVisualModule> Crops(CropDirection direction, params string[] names) =>
            names.Select(name => new CropModule(name, direction, emptyDetections));
    }
}
