using System.Diagnostics.CodeAnalysis;

namespace Sdvp.Modules.Tests.Torch;

/// <summary>Tests that count on torch's global generator: it is one for the process, so they run alone.</summary>
[CollectionDefinition("RandomNumbers", DisableParallelization = true)]
[SuppressMessage("Naming", "CA1711", Justification = "xunit calls it a collection.")]
public sealed class RandomNumbersCollection;
