using System.Collections.Immutable;
using Sdvp.Core.Execution.Caching;
using Sdvp.Core.Modules;
using Sdvp.Core.Recording;
using Sdvp.Core.Values;

namespace Sdvp.Core.Execution.Replay;

/// <summary>
/// Makes modules of recorded calls, for programs that are not the recorded ones: a call is answered by its content, whichever run
/// made it. A call that is not in the record fails with a <see cref="MissingRecordException"/>. Where a host computes some modules itself, such as
/// the symbolic ones, it leaves those of the same names out.
/// </summary>
public static class RecordedModules
{
    /// <summary>Makes one module for each name in the record; composites, which the languages compute, are left out.</summary>
    /// <param name="store">Holds the runs; stays the caller's and must outlive the modules. Only the places of calls are kept in memory.</param>
    /// <param name="versions">Which version of a module to use, by name; needed where the record holds several of one. Default: none.</param>
    /// <param name="signatures">
    /// Signatures by name, such as those of <see cref="StandardSignatures"/>; where none is given, it is made of the recorded calls. Default: none.
    /// </param>
    /// <returns>The modules, by name.</returns>
    /// <exception cref="ArgumentException">The record holds several versions of a module and none is chosen, or not the one that is.</exception>
    /// <exception cref="InvalidRecordException">The record is damaged.</exception>
    public static ImmutableArray<IVisualModule> Create(
        ProgramRunStore store, IReadOnlyDictionary<string, ModuleVersion>? versions = null, IReadOnlyDictionary<string, ModuleSignature>? signatures = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var seen = new SortedDictionary<string, Dictionary<ModuleVersion, Calls>>(StringComparer.Ordinal);
        foreach (var run in store.ReadAll())
        {
            var composites = run.Records.Where(record => record.Parent is not null).Select(record => record.Parent).ToHashSet();
            foreach (var record in run.Records.Where(record => !composites.Contains(record.StepIndex)))
            {
                if (!seen.TryGetValue(record.Module, out var ofModule))
                {
                    seen.Add(record.Module, ofModule = []);
                }

                if (!ofModule.TryGetValue(record.Version, out var calls))
                {
                    ofModule.Add(record.Version, calls = new Calls());
                }

                calls.Add(record);
            }
        }

        return [.. seen.Select(module => Choose(module.Key, module.Value))];

        IVisualModule Choose(string name, Dictionary<ModuleVersion, Calls> ofModule)
        {
            var version = versions is not null && versions.TryGetValue(name, out var chosen) ? chosen
                : ofModule.Count == 1 ? ofModule.Keys.First()
                : throw new ArgumentException($"The record holds {ofModule.Count} versions of {name}: {Join(ofModule.Keys)}; choose one.", nameof(versions));
            return ofModule.TryGetValue(version, out var calls)
                ? new RecordedModule(signatures?.GetValueOrDefault(name) ?? calls.ToSignature(name), version, calls.Places, store)
                : throw new ArgumentException($"The record does not hold the version {version.Id} of {name}; it holds: {Join(ofModule.Keys)}.", nameof(versions));
        }

        static string Join(IEnumerable<ModuleVersion> versions) => string.Join(", ", versions.Select(version => version.Id).Order(StringComparer.Ordinal));
    }

    /// <summary>The calls of one version of one module.</summary>
    private sealed class Calls
    {
        private readonly Dictionary<string, (ProgramType Type, int Count)> _parameters = new(StringComparer.Ordinal);
        private ProgramType? _result;
        private int _count;

        public Dictionary<string, (string RunId, int StepIndex)> Places { get; } = new(StringComparer.Ordinal);

        public void Add(StepRecord record)
        {
            _count++;
            foreach (var (name, value) in record.Arguments)
            {
                var parameter = _parameters.GetValueOrDefault(name);
                _parameters[name] = value is NoneValue ? parameter
                    : (parameter.Count == 0 ? value.Type : Common(parameter.Type, value.Type), parameter.Count + 1);
            }

            if (record.Value is { } result)
            {
                _result = _result is { } before ? Common(before, result.Type) : result.Type;
            }

            // A call that succeeded once is answered by that; a failure stands only where there is nothing else.
            var key = ContentHash.Compute(record.ToCall());
            if (record.Error is null)
            {
                Places[key] = (record.RunId, record.StepIndex);
            }
            else
            {
                Places.TryAdd(key, (record.RunId, record.StepIndex));
            }
        }

        public ModuleSignature ToSignature(string name) => new(
            name,
            [.. _parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).Select(parameter => new ModuleParameter(parameter.Key, parameter.Value.Type, parameter.Value.Count < _count))],
            _result ?? ProgramType.Any);

        private static ProgramType Common(ProgramType first, ProgramType second) => first == second ? first : ProgramType.Any;
    }
}
