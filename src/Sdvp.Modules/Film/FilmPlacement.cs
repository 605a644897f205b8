namespace Sdvp.Modules.Film;

/// <summary>Where an image lies in the square that the network sees, as fractions of the square.</summary>
internal readonly record struct FilmPlacement(double Left, double Top, double Width, double Height);
