namespace Sdvp.Samples.Scenes.Programs;

/// <summary>One program in both languages, as a generator would write it.</summary>
/// <param name="VisProg">In VisProg's language; it calls LOC and VQA.</param>
/// <param name="Viper">In Viper's language; it calls <c>find</c> and <c>simple_query</c>, behind which the same modules stand.</param>
public sealed record ScenePrograms(string VisProg, string Viper);
