using Sdvp.Core.Programs;

namespace Sdvp.Distillation.Tests.Toys;

/// <summary>One step: <c>VQA colour</c> or <c>LOC red</c>.</summary>
internal sealed class ToyProgram(string source) : VisualProgram(ToyLanguage.LanguageName, source);
