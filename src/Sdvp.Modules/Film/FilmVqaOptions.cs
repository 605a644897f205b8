namespace Sdvp.Modules.Film;

/// <summary>Where a <see cref="FilmVqaModule"/> comes from.</summary>
public sealed class FilmVqaOptions
{
    /// <summary>The folder with <c>config.json</c> and <c>model.safetensors</c>. Required.</summary>
    public string Folder { get; set; } = "";
}
