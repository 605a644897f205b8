using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Sdvp.Modules.Torch.Native;

namespace Sdvp.Tests.Shared;

internal static class TorchStart
{
    // The order of tests is not fixed, and some touch TorchSharp before anything of the library.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A test assembly is an application: nothing else loads it.")]
    internal static void Ensure() => TorchNativeLibrary.Ensure();
}
