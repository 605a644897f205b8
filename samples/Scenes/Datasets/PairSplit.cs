using Sdvp.Samples.Scenes.World;

namespace Sdvp.Samples.Scenes.Datasets;

/// <summary>A split of NLVR2 kind: pairs of scenes of one domain with statements of all families.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Domain">The domain.</param>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="StatementsPerPair">Statements about each pair.</param>
public sealed record PairSplit(string Name, SceneDomain Domain, int Pairs, int StatementsPerPair)
{
    /// <summary>The split in NLVR2's identifiers, in which a hyphen separates parts: what follows the last hyphen of the name.</summary>
    public string IdentifierPrefix => Name[(Name.LastIndexOf('-') + 1)..];
}
