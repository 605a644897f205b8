using Sdvp.Core.Values;

namespace Sdvp.Core.Modules;

/// <summary>A parameter of a module.</summary>
/// <param name="Name">Its name in programs.</param>
/// <param name="Type">The type of its argument.</param>
/// <param name="IsOptional">Whether a call may leave it out. Default: false.</param>
public sealed record ModuleParameter(string Name, ProgramType Type, bool IsOptional = false);
