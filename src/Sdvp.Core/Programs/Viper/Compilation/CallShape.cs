namespace Sdvp.Core.Programs.Viper.Compilation;

/// <summary>How a call gives its arguments.</summary>
/// <param name="Count">Arguments, those with a name included, which come last.</param>
/// <param name="Keywords">Their names.</param>
/// <param name="Output">The variable that takes the result; null where there is none.</param>
internal sealed record CallShape(int Count, string[] Keywords, string? Output);
