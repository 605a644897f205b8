using System.Collections.Immutable;
using Sdvp.Core.Programs;

namespace Sdvp.Core.Generation.Chat;

/// <summary>What was found in a reply.</summary>
/// <param name="Source">What was taken for the program.</param>
/// <param name="Program">The program; null where it was refused.</param>
/// <param name="Diagnostics">Findings about the source.</param>
internal sealed record ReplyReading(string Source, VisualProgram? Program, ImmutableArray<ProgramDiagnostic> Diagnostics);
