namespace Sdvp.Distillation.Tests.Toys;

/// <summary>Tests that look at counts of the whole process run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneDefinition
{
    public const string Name = "alone";
}
