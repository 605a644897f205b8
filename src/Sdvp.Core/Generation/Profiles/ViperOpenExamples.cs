using System.Collections.Immutable;

namespace Sdvp.Core.Generation.Profiles;

/// <summary>Questions that take knowledge from outside of the image, answered by Viper programs.</summary>
internal static class ViperOpenExamples
{
    public static ImmutableArray<InContextExample> All { get; } =
    [
        new("In which country does the maker of this tractor have its seat?", """
            def execute_command(image):
                scene = ImagePatch(image)
                tractors = scene.find('tractor')
                maker = (tractors[0] if tractors else scene).simple_query('Which make is the tractor?')
                return llm_query(f'In which country does the maker of tractors {maker} have its seat?', long_answer=False)
            """),
        new("What are the young of this animal called?", """
            def execute_command(image):
                animal = ImagePatch(image).simple_query('Which animal is this?')
                return llm_query(f'What are the young of the animal {animal} called?', long_answer=False)
            """),
        new("How many legs do the spiders in the picture have together?", """
            def execute_command(image):
                return str(8 * len(ImagePatch(image).find('spider')))
            """),
        new("At what time of the year was this picture taken?", """
            def execute_command(image):
                scene = ImagePatch(image)
                guesses = [scene.simple_query('Which season is it?')]
                for tree in scene.find('tree')[:1]:
                    leaves = tree.simple_query('Which color are the leaves?')
                    guesses.append(llm_query(f'The leaves of a tree are {leaves}. Which season is it?', long_answer=False))
                return process_guesses('At what time of the year was this picture taken?', guesses)
            """),
        new("Is the instrument on the chair played with a bow?", """
            def execute_command(image):
                scene = ImagePatch(image)
                chairs = scene.find('chair')
                instrument = (chairs[0] if chairs else scene).simple_query('Which instrument is this?')
                return llm_query(f'Is the instrument {instrument} played with a bow? Say yes or no.', long_answer=False)
            """),
        new("Which of these fruits has the most vitamin C?", """
            def execute_command(image):
                scene = ImagePatch(image)
                names = sorted({fruit.simple_query('Which fruit is this?') for fruit in scene.find('fruit')})
                if len(names) == 1:
                    return names[0]
                shown = ', '.join(names) if names else scene.simple_query('Which fruits are there?')
                return llm_query('Which of these fruits has the most vitamin C?', context=shown, long_answer=False)
            """),
        new("What does the word on the sign mean in English?", """
            def execute_command(image):
                scene = ImagePatch(image)
                signs = scene.find('sign')
                word = (signs[0] if signs else scene).simple_query('Which word is written on the sign?')
                return llm_query(f'What does the word "{word}" mean in English?', long_answer=False)
            """),
        new("How old can the largest animal in this picture become?", """
            def execute_command(image):
                scene = ImagePatch(image)
                animals = scene.find('animal')
                largest = max(animals, key=lambda a: a.width * a.height) if animals else scene
                name = largest.simple_query('Which animal is this?')
                return llm_query(f'How many years can the animal {name} live?', long_answer=False)
            """),
        new("What would a fire brigade use the red thing at the curb for?", """
            def execute_command(image):
                scene = ImagePatch(image)
                red = [thing for thing in scene.find('thing at the curb') if thing.verify_property('thing', 'red')]
                name = (red[0] if red else scene).simple_query('What is the red thing?')
                return llm_query(f'What does a fire brigade use this for: {name}?', long_answer=False)
            """),
    ];
}
