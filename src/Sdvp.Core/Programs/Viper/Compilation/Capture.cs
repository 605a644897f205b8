namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>Where a function takes a shared variable from when it is made: the cell of the surrounding function.</summary>
internal readonly record struct Capture(int Cell);
