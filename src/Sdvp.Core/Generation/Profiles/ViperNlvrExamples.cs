using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>Statements about two images, decided by Viper programs.</summary>
internal static class ViperNlvrExamples
{
    public static ImmutableArray<InContextExample> All { get; } =
    [
        new("Each picture has a swan that swims.", """
            def execute_command(left, right):
                return all('yes' in ImagePatch(image).simple_query('Does a swan swim?') for image in (left, right))
            """),
        new("The two pictures show seven pencils in total.", """
            def execute_command(left, right):
                return len(ImagePatch(left).find('pencil')) + len(ImagePatch(right).find('pencil')) == 7
            """),
        new("A hot-air balloon is in one picture and not in the other.", """
            def execute_command(left, right):
                return ImagePatch(left).exists('hot-air balloon') != ImagePatch(right).exists('hot-air balloon')
            """),
        new("The cat in the picture on the right is asleep.", """
            def execute_command(left, right):
                patch = ImagePatch(right)
                cats = patch.find('cat')
                return 'yes' in (cats[0] if cats else patch).simple_query('Is the cat asleep?')
            """),
        new("In at least one picture there are more spoons than forks.", """
            def execute_command(left, right):
                def has_more_spoons(image):
                    patch = ImagePatch(image)
                    return len(patch.find('spoon')) > len(patch.find('fork'))

                return has_more_spoons(left) or has_more_spoons(right)
            """),
        new("The left picture has at least two more pumpkins than the right one.", """
            def execute_command(left, right):
                counts = [len(ImagePatch(image).find('pumpkin')) for image in (left, right)]
                return counts[0] - counts[1] >= 2
            """),
        new("Every vase in both pictures is blue.", """
            def execute_command(left, right):
                vases = ImagePatch(left).find('vase') + ImagePatch(right).find('vase')
                return len(vases) > 0 and all(vase.verify_property('vase', 'blue') for vase in vases)
            """),
        new("The bicycles in the two pictures lean to different sides.", """
            def execute_command(left, right):
                sides = [ImagePatch(image).simple_query('To which side does the bicycle lean, left or right?') for image in (left, right)]
                return sides[0] != sides[1]
            """),
        new("One of the pictures shows a parrot to the left of a mirror.", """
            def execute_command(left, right):
                for image in (left, right):
                    patch = ImagePatch(image)
                    mirrors = patch.find('mirror')
                    for parrot in patch.find('parrot'):
                        if any(parrot.horizontal_center < mirror.horizontal_center for mirror in mirrors):
                            return True
                return False
            """),
    ];
}
