using Sdvp.Core.Modules;
using Sdvp.Core.Values;

namespace Sdvp.Benchmarks.Interpreter;

/// <summary>Gives one value, at once and whatever it is asked; one call at a time.</summary>
internal sealed class InstantConstantModule(ModuleSignature signature, ProgramValue value) : ConstantModule(signature, value), IInstantModule;
