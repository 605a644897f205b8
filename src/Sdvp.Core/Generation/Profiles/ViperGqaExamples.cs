using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>Questions about one image, answered by Viper programs.</summary>
internal static class ViperGqaExamples
{
    public static ImmutableArray<InContextExample> All { get; } =
    [
        new("What color is the umbrella to the left of the bench?", """
            def execute_command(image):
                scene = ImagePatch(image)
                umbrellas = scene.find('umbrella')
                for bench in scene.find('bench'):
                    beside = [u for u in umbrellas if u.horizontal_center < bench.horizontal_center]
                    if beside:
                        nearest = min(beside, key=lambda u: distance(u, bench))
                        return nearest.simple_query('What color is the umbrella?')
                return scene.simple_query('What color is the umbrella to the left of the bench?')
            """),
        new("How many kites fly above the pier?", """
            def execute_command(image):
                scene = ImagePatch(image)
                kites = scene.find('kite')
                piers = scene.find('pier')
                if not piers:
                    return str(len(kites))
                return str(sum(kite.vertical_center > piers[0].upper for kite in kites))
            """),
        new("Are there both a lantern and a rope in the picture?", """
            def execute_command(image):
                scene = ImagePatch(image)
                return bool_to_yesno(scene.exists('lantern') and scene.exists('rope'))
            """),
        new("Is the gate made of wood or of metal?", """
            def execute_command(image):
                scene = ImagePatch(image)
                gates = scene.find('gate')
                gate = gates[0] if gates else scene
                return gate.best_text_match(['wood', 'metal'], prefix='a gate of')
            """),
        new("Which one is closer to the camera, the tractor or the barn?", """
            def execute_command(image):
                scene = ImagePatch(image)
                depths = {name: found[0].compute_depth() for name in ('tractor', 'barn') if (found := scene.find(name))}
                if not depths:
                    return scene.simple_query('Which one is closer, the tractor or the barn?')
                return min(depths, key=depths.get)
            """),
        new("Are all the chairs at the round table empty?", """
            def execute_command(image):
                scene = ImagePatch(image)
                for table in scene.find('round table'):
                    chairs = [c for c in scene.find('chair') if c.overlaps_with(table.left, table.lower, table.right, table.upper)]
                    if chairs:
                        return bool_to_yesno(all(c.simple_query('Is somebody sitting on the chair?') == 'no' for c in chairs))
                return scene.simple_query('Are the chairs empty?')
            """),
        new("What does the man in the striped shirt hold?", """
            def execute_command(image):
                scene = ImagePatch(image)
                men = scene.find('man')
                for man in men:
                    if man.verify_property('shirt', 'striped'):
                        return man.simple_query('What does the man hold?')
                return (men[0] if men else scene).simple_query('What does the man hold?')
            """),
        new("Do the boat and the buoy have the same color?", """
            def execute_command(image):
                scene = ImagePatch(image)
                colors = []
                for name in ['boat', 'buoy']:
                    found = scene.find(name)
                    patch = found[0] if found else scene
                    colors.append(patch.simple_query(f'What color is the {name}?'))
                return bool_to_yesno(colors[0] == colors[1])
            """),
        new("Which animal is the tallest one in the field?", """
            def execute_command(image):
                scene = ImagePatch(image)
                animals = scene.find('animal')
                if not animals:
                    return scene.simple_query('Which animal is this?')
                return max(animals, key=lambda animal: animal.height).simple_query('Which animal is this?')
            """),
        new("On which side of the picture is the lighthouse?", """
            def execute_command(image):
                scene = ImagePatch(image)
                towers = scene.find('lighthouse')
                if not towers:
                    return scene.simple_query('On which side is the lighthouse, left or right?')
                return 'left' if towers[0].horizontal_center < scene.horizontal_center else 'right'
            """),
    ];
}
