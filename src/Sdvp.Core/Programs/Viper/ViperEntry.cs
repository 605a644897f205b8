using System.Collections.Immutable;

namespace Sdvp.Core.Programs.Viper;

/// <summary>The function that a run calls.</summary>
/// <param name="Function">Its name, such as <c>execute_command</c>.</param>
/// <param name="Arguments">For each of its parameters the input that is given for it; null where the parameter's default is used.</param>
public sealed record ViperEntry(string Function, ImmutableArray<string?> Arguments);
