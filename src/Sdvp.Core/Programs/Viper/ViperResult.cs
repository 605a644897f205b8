using System.Collections.Immutable;
using Sdvp.Core.Values;

namespace Sdvp.Core.Programs.Viper;

/// <summary>What came of a run.</summary>
/// <param name="Value">The result. What no kind of value stands for is the text that <c>str</c> gives.</param>
/// <param name="Text">The result as Python's <c>str</c> prints it.</param>
/// <param name="Repr">The result as Python's <c>repr</c> prints it.</param>
/// <param name="Log">The lines that the program printed.</param>
public sealed record ViperResult(ProgramValue Value, string Text, string Repr, ImmutableArray<string> Log);
