using System.Collections.Immutable;
using Sdvp.Samples.Study.Results;
using Sdvp.Samples.Study.Running;

namespace Sdvp.Samples.Study.World;

/// <summary>Where examples and teachers come from.</summary>
internal interface IStudyWorld : IDisposable
{
    /// <summary>What results depend on, in words: sizes, folders, checkpoints.</summary>
    string Identity { get; }

    /// <summary>Where claims are tried, for the report's summary, such as <c>in a small world</c>.</summary>
    string Description { get; }

    /// <summary>The columns of what no task teaches, which this data has.</summary>
    ImmutableArray<StudyColumn> Untaught { get; }

    /// <summary>Refuses what cannot be studied, before anything else is done.</summary>
    /// <exception cref="InvalidOperationException">Something that was asked for is not there.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>What the report has to say of the data that was loaded under the seeds from 1.</summary>
    ImmutableArray<StudySetting> Facts(int seeds);

    /// <summary>Loads the examples of one seed with the programs of both frameworks, and makes their files where they are absent.</summary>
    /// <param name="host">The modules and languages.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="progress">Takes images done and images in all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The data by framework: <c>visprog</c> and <c>viper</c>.</returns>
    Task<ImmutableDictionary<string, StudyData>> LoadAsync(StudyHost host, int seed, IProgress<(int Done, int Total)> progress, CancellationToken cancellationToken);
}
